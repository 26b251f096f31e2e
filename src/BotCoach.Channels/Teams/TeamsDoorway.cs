using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BotCoach.Channels.Teams;

/// <summary>What Teams posts to: lets in what the Bot Framework signed, takes it apart, and writes the answer.</summary>
internal sealed class TeamsDoorway(TeamsPasses passes, TeamsApi api, TeamsDesk desk, Afterwards after, TeamsOptions options)
{
    private readonly int _most = options.LargestBody;

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
        var (pass, why) = options.AllowsAnonymous ? (TeamsPass.Anonymous, null) : await passes.CheckAsync(http.Request.Headers.Authorization, http.RequestAborted);
        if (pass is null) return TeamsAnswer.Refuse(401, why!);
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
        if (pass.Refusal(post.ServiceUrl, post.ChannelId) is var (status, why)) return TeamsAnswer.Refuse(status, why);
        if (!api.IsAllowed(post.ServiceUrl)) return TeamsAnswer.Refuse(403, TeamsWords.ForeignService);
        if (options.AllowedTenants.Count > 0 && !options.AllowedTenants.Contains(post.Tenant, StringComparer.OrdinalIgnoreCase)) return TeamsAnswer.Refuse(403, TeamsWords.OtherTenant);
        return post.Type.Length == 0 ? TeamsAnswer.Refuse(400, TeamsWords.NoActivity) : null;
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
