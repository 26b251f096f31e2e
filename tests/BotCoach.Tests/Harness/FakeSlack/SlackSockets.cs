using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;

namespace BotCoach.Tests.Harness.FakeSlack;

public sealed class SlackSockets(SlackServer slack)
{
    public string NewAddress() => slack.Url.ToString();
    public Task AcceptAsync(HttpContext http) => Task.CompletedTask;
    public void KillAll() { _ = WebSocketState.Open; }
}
