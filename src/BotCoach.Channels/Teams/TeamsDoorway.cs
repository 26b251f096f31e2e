using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.Logging;

namespace BotCoach.Channels.Teams;

/// <summary>What Teams posts to: lets in what the Bot Framework signed, takes it apart, and writes the answer.</summary>
internal sealed class TeamsDoorway(TeamsPasses passes, TeamsApi api, TeamsDesk desk, Afterwards after, TeamsOptions options, TimeProvider clock, ILogger<TeamsDoorway> log)
{
    private readonly int _most = options.LargestBody;
    private readonly ConcurrentDictionary<string, DateTimeOffset> _said = new();

    private TeamsAnswer TooMuch => TeamsAnswer.Refuse(413, TeamsWords.TooMuch(_most));

    internal async Task AnswerAsync(HttpContext http)
    {
        var answer = await OfAsync(http);
        var response = http.Response;
        response.StatusCode = answer.Status;
        if (answer.After is { } afterwards) after.Begin(afterwards);
        if (answer.Body is { } body) await WriteAsync(response, "application/json; charset=utf-8", Encoding.UTF8.GetBytes(body.ToJsonString(Stretch.AsItIs)));
        else if (answer.Words is { } words) await WriteAsync(response, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(words));
    }

    /// <summary>In one piece: an answer whose length stands before it is one write less.</summary>
    private static Task WriteAsync(HttpResponse response, string type, byte[] bytes)
    {
        (response.ContentType, response.ContentLength) = (type, bytes.Length);
        return response.BodyWriter.WriteAsync(bytes).AsTask();
    }

    private async Task<TeamsAnswer> OfAsync(HttpContext http)
    {
        if (http.Request.ContentLength > _most) return TooMuch;
        var (pass, why) = options.AllowsAnonymous ? Anonymous(http) : await passes.CheckAsync(http.Request.Headers.Authorization, http.RequestAborted);
        if (pass is null) return Refuse(401, why!);
        if (await ReadAsync(http) is not { } read) return TooMuch;
        if (WireJson.Parse(read) is not { } body) return TeamsAnswer.Refuse(400, TeamsWords.NoActivity);
        var post = new TeamsPost(body);
        if (Refusal(pass, post) is { } refused) return refused;
        try
        {
            return await desk.ReceiveAsync(post, http.RequestAborted);
        }
        catch (HostUnavailableException unavailable)
        {
            return TeamsAnswer.Refuse(503, unavailable.Message);
        }
    }

    /// <summary>What the token does not say: whether it is for this activity, whether we may answer there, and whose people these are.</summary>
    private TeamsAnswer? Refusal(TeamsPass pass, TeamsPost post)
    {
        if (post.Type.Length == 0) return TeamsAnswer.Refuse(400, TeamsWords.NoActivity);
        if (pass.Refusal(post.ServiceUrl, post.ChannelId) is var (status, why)) return Refuse(status, why);
        if (!api.IsAllowed(post.ServiceUrl)) return Refuse(403, TeamsWords.ForeignService);
        return options.AllowedTenants.Count > 0 && !options.AllowedTenants.Contains(post.Tenant, StringComparer.OrdinalIgnoreCase) ? Refuse(403, TeamsWords.OtherTenant) : null;
    }

    private static (TeamsPass? Pass, string? Why) Anonymous(HttpContext http) =>
        ThisMachine.WhyNot(http, "Teams:DangerouslyAllowAnonymous") is { } why ? (null, why) : (TeamsPass.Anonymous, null);

    /// <summary>Microsoft alone hears the answer, and says nothing of it to whoever runs the bot: it is logged too, the same not again within a minute.</summary>
    private TeamsAnswer Refuse(int status, string sentence)
    {
        var now = clock.GetUtcNow();
        if (!_said.TryGetValue(sentence, out var at) || now - at > TimeSpan.FromMinutes(1))
        {
            _said[sentence] = now;
            log.LogWarning("Refused a request to /api/messages ({Status}): {Why}", status, sentence);
        }
        return TeamsAnswer.Refuse(status, sentence);
    }

    /// <summary>The body, or null where it is too much. What is in it is looked at only once it is known whose it is.</summary>
    private async Task<byte[]?> ReadAsync(HttpContext http)
    {
        var reader = http.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(http.RequestAborted);
            var isTooMuch = read.Buffer.Length > _most;
            if (isTooMuch || read.IsCompleted)
            {
                var body = isTooMuch ? null : read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return body;
            }
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
