using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace BotCoach.Channels.Slack;

/// <summary>What Slack posts to: reads the raw body, lets in what Slack signed, takes it apart, and writes the answer.</summary>
internal sealed class SlackDoorway(SlackSignature signature, SlackDesk desk, Afterwards after, IOptions<SlackOptions> options, TimeProvider clock)
{
    private const string Json = "application/json";
    private const string Form = "application/x-www-form-urlencoded";
    private static readonly string[] CommandsFields = ["command", "user_id", "trigger_id"];
    private readonly int _most = options.Value.LargestBody;

    private SlackAnswer TooMuch => SlackAnswer.Refuse(413, SlackWords.TooMuch(_most));

    internal async Task AnswerAsync(HttpContext http, SlackDoor door)
    {
        var answer = await OfAsync(http, door);
        var response = http.Response;
        response.StatusCode = answer.Status;
        if (answer.After is { } afterwards) after.Begin(afterwards);
        if (answer.Body is { } body) await WriteAsync(response, "application/json; charset=utf-8", JsonSerializer.SerializeToUtf8Bytes(body));
        else if (answer.Words is { } words) await WriteAsync(response, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(words));
    }

    /// <summary>In one piece: an answer whose length stands before it is one write less.</summary>
    private static Task WriteAsync(HttpResponse response, string type, byte[] bytes)
    {
        (response.ContentType, response.ContentLength) = (type, bytes.Length);
        return response.BodyWriter.WriteAsync(bytes).AsTask();
    }

    private async Task<SlackAnswer> OfAsync(HttpContext http, SlackDoor door)
    {
        var arrival = clock.GetTimestamp();
        if (http.Request.ContentLength > _most) return TooMuch;
        var (payload, refusal) = await ReadAsync(http, door);
        if (payload is not { } read) return refusal!;
        if (read.Words("ssl_check") is not null) return SlackAnswer.Empty;
        if (read.Words("type") == "url_verification") return new SlackAnswer { Words = read.Words("challenge") ?? "" };
        try
        {
            return await desk.ReceiveAsync(new SlackPost(door, read) { Arrival = arrival }, http.RequestAborted);
        }
        catch (HostUnavailableException unavailable)
        {
            return SlackAnswer.Refuse(503, unavailable.Message);
        }
    }

    /// <summary>The payload, or why there is none. The body is looked at where it lies.</summary>
    private async Task<(JsonElement? Payload, SlackAnswer? Refusal)> ReadAsync(HttpContext http, SlackDoor door)
    {
        var reader = http.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(http.RequestAborted);
            var isTooMuch = read.Buffer.Length > _most;
            if (isTooMuch || read.IsCompleted)
            {
                var taken = isTooMuch ? (null, TooMuch) : Take(http.Request, door, read.Buffer.IsSingleSegment ? read.Buffer.FirstSpan : read.Buffer.ToArray());
                reader.AdvanceTo(read.Buffer.End);
                return taken;
            }
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private (JsonElement?, SlackAnswer?) Take(HttpRequest request, SlackDoor door, ReadOnlySpan<byte> body)
    {
        if (signature.Refusal(request.Headers["X-Slack-Request-Timestamp"].ToString(), request.Headers["X-Slack-Signature"].ToString(), body) is { } why)
            return (null, door == SlackDoor.Command && IsSslCheck(request, body) ? SlackAnswer.Empty : SlackAnswer.Refuse(401, why));
        var wanted = door == SlackDoor.Event ? Json : Form;
        if (!Is(request, wanted)) return (null, SlackAnswer.Refuse(415, SlackWords.OtherKind(wanted, request.ContentType)));
        var (payload, broken) = door == SlackDoor.Event ? Whole(WireJson.Parse(body)) : Fields(door, body);
        return (payload, broken is null ? null : SlackAnswer.Refuse(400, broken));
    }

    /// <summary>
    /// Slack looks now and then whether the certificate is good, by a form that it need not sign
    /// (https://docs.slack.dev/interactivity/implementing-slash-commands): it is answered, and nothing in it is read.
    /// </summary>
    private static bool IsSslCheck(HttpRequest request, ReadOnlySpan<byte> body) =>
        Is(request, Form) && (body.StartsWith("ssl_check=1"u8) || body.IndexOf("&ssl_check=1"u8) >= 0);

    private static bool Is(HttpRequest request, string type) => request.ContentType is { } came && came.AsSpan().TrimStart().StartsWith(type, StringComparison.OrdinalIgnoreCase);

    private static (JsonElement?, string?) Whole(JsonElement? json) => (json, json is null ? SlackWords.NoJson : null);

    /// <summary>An interaction is JSON in a form's one field; a command is a form.</summary>
    private static (JsonElement?, string?) Fields(SlackDoor door, ReadOnlySpan<byte> body)
    {
        using var form = new FormReader(Encoding.UTF8.GetString(body)) { ValueLengthLimit = int.MaxValue };
        try
        {
            var fields = form.ReadForm();
            if (door == SlackDoor.Interaction && fields.TryGetValue("payload", out var payload)) return Whole(WireJson.Parse(Encoding.UTF8.GetBytes(payload.ToString())));
            var lacks = fields.ContainsKey("ssl_check") ? null : door == SlackDoor.Interaction ? "payload" : CommandsFields.FirstOrDefault(f => !fields.ContainsKey(f));
            return lacks is null ? (JsonSerializer.SerializeToElement(fields.ToDictionary(f => f.Key, f => f.Value.ToString())), null) : (null, SlackWords.Lacks(lacks));
        }
        catch (InvalidDataException)
        {
            return (null, SlackWords.NoForm);
        }
    }
}
