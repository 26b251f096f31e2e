using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace BotCoach.Tests.Harness.FakeSlack;

public enum TokenKind { Bot, App, None }

/// <summary>A method of the Web API: how often a minute, what it needs, and what it does.</summary>
public sealed record SlackMethod(int PerMinute, string? Scope, Func<SlackCall, JsonObject> Run)
{
    public TokenKind Token { get; init; } = TokenKind.Bot;

    /// <summary>False for methods that read: they are documented with form arguments only.</summary>
    public bool TakesJson { get; init; } = true;

    // https://docs.slack.dev/apis/web-api/rate-limits
    public const int Tier1 = 1, Tier2 = 20, Tier3 = 50, Tier4 = 100, Special = 600;

    public static JsonObject Ok => new() { ["ok"] = true };
}

/// <summary>Takes calls of the Web API, in Slack's order: who are you, may you, not too often, and then the thing itself.</summary>
public sealed class WebApi(SlackServer slack, IEnumerable<IReadOnlyDictionary<string, SlackMethod>> methods)
{
    // slack.md, section 10: a request that only another program would mend.
    private static readonly HashSet<string> OurBugs =
    [
        "invalid_blocks", "invalid_blocks_format", "invalid_attachments", "msg_too_long", "msg_blocks_too_long", "msg_blocks_too_many", "no_text", "too_many_attachments",
        "view_too_large", "push_limit_reached", "duplicate_external_id", "invalid_arguments", "invalid_arg_name", "invalid_array_arg", "invalid_charset", "invalid_form_data",
        "invalid_post_type", "missing_post_type", "markdown_text_conflict", "metadata_too_large", "invalid_metadata_format", "invalid_json", "json_not_object", "unknown_method",
        "invalid_trigger_id", "exchanged_trigger_id", "not_authed", "missing_scope", "not_allowed_token_type", "fatal_error",
    ];

    private readonly Dictionary<string, SlackMethod> _methods = methods.SelectMany(m => m).ToDictionary();

    public List<SlackCall> Log { get; } = [];

    public async Task AnswerAsync(HttpContext http, string name)
    {
        var method = _methods.GetValueOrDefault(name);
        var call = await SlackCall.ReadAsync(http, name, method?.TakesJson != false, slack.Clock.GetUtcNow());
        lock (slack.World.Gate) Log.Add(call);
        var trouble = slack.Troubles.Take(call);
        var answer = trouble is { Takes: false } ? null : Answer(call, method);
        if (trouble is not null && await trouble.BefallsAsync(http))
        {
            call.Status = http.RequestAborted.IsCancellationRequested ? 0 : http.Response.StatusCode;
            return;
        }
        await WriteAsync(http, call, answer);
    }

    private JsonObject? Answer(SlackCall call, SlackMethod? method)
    {
        lock (slack.World.Gate)
        {
            try
            {
                if (method is null) throw new Refused("unknown_method") { More = new JsonObject { ["req_method"] = call.Method } };
                Authenticate(call, method);
                if (slack.Limits.Take(call.Method, method.PerMinute, call.Install?.Key ?? "", ChannelOf(call)) is { } seconds) throw new TooFast(seconds);
                if (call.Broken is { } broken) throw broken;
                return method.Run(call);
            }
            catch (TooFast fast)
            {
                call.Error = "ratelimited";
                call.RetryAfter = fast.Seconds;
                return null;
            }
            catch (Refused no)
            {
                return Refusal(call, no);
            }
            catch (Exception why) when (why is InvalidOperationException or FormatException or NullReferenceException)
            {
                // A value of another kind than Slack takes, or a fault of the fake: either way it must not go unseen.
                return Refusal(call, new Refused("fatal_error", why.ToString()));
            }
        }
    }

    private void Authenticate(SlackCall call, SlackMethod method)
    {
        if (method.Token == TokenKind.None) return;
        if (call.Token == "") throw new Refused("not_authed");
        if (call.Token.StartsWith("xapp-", StringComparison.Ordinal) != (method.Token == TokenKind.App)) throw new Refused("not_allowed_token_type");
        if (method.Token == TokenKind.App)
        {
            if (call.Token != slack.App.AppToken) throw new Refused("invalid_auth");
            return;
        }
        var token = slack.World.Token(call.Token) ?? throw new Refused("invalid_auth");
        if (token.Install.Uninstalled) throw new Refused("account_inactive");
        if (token.Revoked) throw new Refused("token_revoked");
        if (token.ExpiresAt <= slack.Clock.GetUtcNow()) throw new Refused("token_expired");
        call.Install = token.Install;
        if (method.Scope is { } scope) Demand(token.Install, scope);
    }

    public static void Demand(SlackInstall install, string scope)
    {
        if (install.Scopes.Contains(scope)) return;
        throw new Refused("missing_scope") { More = new JsonObject { ["needed"] = scope, ["provided"] = string.Join(',', install.Scopes) } };
    }

    // A user's id and that of the chat with this user are one place.
    private string? ChannelOf(SlackCall call) => call.Method != "chat.postMessage" ? null
        : slack.World.User(call.Text("channel")) is { } user && call.Install is { } install ? slack.World.Direct(install, user).Id : call.Text("channel");

    private JsonObject Refusal(SlackCall call, Refused no)
    {
        call.Error = no.Code;
        if (OurBugs.Contains(no.Code)) slack.Blame($"{call.Method}: {no.Message}");
        var answer = no.More ?? [];
        (answer["ok"], answer["error"]) = (false, no.Code);
        if (no.Messages.Count == 0) return answer;
        answer["response_metadata"] = new JsonObject { ["messages"] = new JsonArray([.. no.Messages.Select(m => (JsonNode)m)]) };
        return answer;
    }

    private static Task WriteAsync(HttpContext http, SlackCall call, JsonObject? answer)
    {
        call.Status = http.Response.StatusCode = answer is null ? 429 : 200;
        if (answer is null)
        {
            http.Response.Headers.RetryAfter = call.RetryAfter.ToString(CultureInfo.InvariantCulture);
            return http.Response.WriteAsync("", http.RequestAborted);
        }
        if (call.LacksCharset) answer["warning"] = "missing_charset";
        call.Answered = answer.DeepClone().AsObject();
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.Headers["X-OAuth-Scopes"] = string.Join(',', call.Install?.Scopes ?? []);
        return http.Response.WriteAsync(answer.ToJsonString(), http.RequestAborted);
    }

    private sealed class TooFast(int seconds) : Exception
    {
        public int Seconds => seconds;
    }
}
