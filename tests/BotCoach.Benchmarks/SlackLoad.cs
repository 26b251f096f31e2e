using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace BotCoach.Benchmarks;

/// <summary>Signed requests as Slack makes them.</summary>
internal static class SlackLoad
{
    private static int _next;

    /// <summary>An event that nobody handles, as large as most.</summary>
    public static string Ignored(int n) =>
        $$"""{"token":"vt","team_id":"{{SlackHost.Team}}","api_app_id":"A01APP","event":{"type":"message","subtype":"message_changed","channel":"C01GEN","channel_type":"channel","ts":"1700000000.{{n:000000}}","message":{"type":"message","user":"U1","text":"{{new string('x', 500)}}","ts":"1700000000.{{n:000000}}"} },"type":"event_callback","event_id":"Ev{{n:0000000000}}","event_time":1700000000,"authorizations":[{"enterprise_id":null,"team_id":"{{SlackHost.Team}}","user_id":"U0BOT","is_bot":true,"is_enterprise_install":false}],"is_ext_shared_channel":false,"event_context":"4-{{n}}"}""";

    /// <summary>A press on a deal's card by its owner: heard from them, touched, and so on in turns, so that each changes something.</summary>
    public static string Click(int n)
    {
        var (deal, turn) = (n % Company.Deals, n / Company.Deals);
        var (rep, ts) = (deal / Company.DealsEach, $"1700000000.{deal:000000}");
        var action = turn % 2 == 0 ? "deal.heard" : "deal.touched";
        var payload = $$"""{"type":"block_actions","user":{"id":"U{{rep}}","username":"rep","name":"rep","team_id":"{{SlackHost.Team}}"},"api_app_id":"A01APP","token":"vt","container":{"type":"message","message_ts":"{{ts}}","channel_id":"D{{rep}}","is_ephemeral":false},"trigger_id":"{{n}}.{{n}}.bench","team":{"id":"{{SlackHost.Team}}","domain":"bench"},"enterprise":null,"is_enterprise_install":false,"channel":{"id":"D{{rep}}","name":"directmessage"},"message":{"user":"U0BOT","type":"message","ts":"{{ts}}","bot_id":"B0BOT","app_id":"A01APP","text":"deal","team":"{{SlackHost.Team}}","blocks":[{"type":"section","block_id":"s","text":{"type":"mrkdwn","text":"*Deal {{deal}}* - $120k - Negotiation - closes in 9 days; no next step"} },{"type":"actions","block_id":"b1","elements":[{"type":"button","action_id":"deal.heard","text":{"type":"plain_text","text":"Heard from them","emoji":true},"value":"{{Company.IdOf(deal)}}"},{"type":"button","action_id":"deal.touched","text":{"type":"plain_text","text":"Touched","emoji":true},"value":"{{Company.IdOf(deal)}}"}]}]},"state":{"values":{} },"actions":[{"action_id":"{{action}}","block_id":"b1","text":{"type":"plain_text","text":"Heard","emoji":true},"value":"{{Company.IdOf(deal)}}","type":"button","action_ts":"{{ts}}"}]}""";
        return "payload=" + Uri.EscapeDataString(payload);
    }

    /// <summary>So many clicks that nobody made before.</summary>
    public static IEnumerable<string> Clicks(int many)
    {
        var from = _next;
        _next += many;
        return Enumerable.Range(from, many).Select(Click);
    }

    public static string Write(string folder, IEnumerable<string> bodies, string secret = SlackHost.Secret)
    {
        var (stamp, key) = (TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), Encoding.UTF8.GetBytes(secret));
        return Load.Write(folder, bodies.Select(body =>
            $"X-Slack-Request-Timestamp: {stamp}\tX-Slack-Signature: v0={Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"v0:{stamp}:{body}")))}\t{body}"));
    }
}
