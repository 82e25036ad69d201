/** Posts a message to a Slack-compatible webhook: `{"text": …}`. Gives up after ten seconds; the alarm record stays. */
export function createWebhook(url: string, post: typeof fetch): (text: string) => Promise<void> {
  return async (text) => {
    const response = await post(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text: `Linnworks connector\n${text}` }),
      signal: AbortSignal.timeout(10_000),
    });
    if (!response.ok) throw new Error(`The webhook answered ${response.status}`);
  };
}
