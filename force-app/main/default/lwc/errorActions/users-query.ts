import { gql } from 'lightning/graphql';

/** People to whom an error can be given. */
export const USERS = gql`
  query linnworksUsers($search: String) {
    uiapi {
      query {
        users: User(
          first: 20
          where: { and: [{ IsActive: { eq: true } }, { Name: { like: $search } }] }
          orderBy: { Name: { order: ASC } }
        ) {
          edges {
            node {
              Id
              Name {
                value
              }
            }
          }
        }
      }
    }
  }
`;
