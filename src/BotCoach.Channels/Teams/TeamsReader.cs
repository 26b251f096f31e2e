using System.Globalization;
using System.Text.Json;

namespace BotCoach.Channels.Teams;

/// <summary>
/// From an activity to what somebody did. What is not for us (other bots, kinds we do not know) is null: it is answered and dropped; an invoke that is null
/// is malformed.
/// </summary>
internal static class TeamsReader
{
    /// <summary>What nobody calls their company, until somebody of it is asked.</summary>
    internal const string Nameless = "Microsoft Teams";

    private const string File = "application/vnd.microsoft.teams.file.download.info";

    /// <summary>What fits into the line that Teams shows under a card that was pressed.</summary>
    private const int MostToast = 120;

    internal static Inbound? Read(TeamsPost post) => post.Tenant.Length == 0 || post.Id is null ? null : post.Type switch
    {
        "message" => Said(post),
        "conversationUpdate" => IsBot(post, "membersAdded") ? Added(post) : IsBot(post, "membersRemoved") ? Removed(post) : null,
        "installationUpdate" => post.Body.Words("action") switch { "add" or "add-upgrade" => Added(post), "remove" => Removed(post), _ => null },
        "invoke" when post.User.Length > 0 => Invoked(post),
        _ => null,
    };

    private static Inbound? Said(TeamsPost post)
    {
        if (post.User.Length == 0) return null;
        if (post.Data.Words("a") is { } action) return new ButtonPressed(Once(post), Caller(post), action, post.Data.Words("v") ?? "")
        {
            Conversation = post.Conversation, MessageReference = post.ReplyTo, TakesReply = false, OpensForm = false,
        };
        var files = Files(post).Select(f => new SharedFile(f.Words("name") ?? "file", 0, _ => Task.FromResult(Stream.Null))).ToList();
        if (files.Count > 0) return new FileShared(Once(post), Caller(post), files) { Words = TeamsPlain.Of(post), Conversation = post.Conversation, TakesReply = false };
        return TeamsPlain.Of(post) is { Length: > 0 } words
            ? new TextSaid(Once(post), Caller(post), words) { Conversation = post.Conversation, TakesReply = false }
            : null;
    }

    /// <summary>The files that were shared; what else is attached (the text once more as HTML, a picture pasted in) is none.</summary>
    internal static IEnumerable<JsonElement> Files(TeamsPost post) => post.Body.Items("attachments").Where(a => a.Words("contentType") == File);

    /// <summary>To somebody's own chat, who is greeted; or to a team, whose people can be found from then on.</summary>
    private static BotAdded Added(TeamsPost post) => post.IsPersonal && post.User.Length > 0
        ? new BotAdded(Once(post), Caller(post), Nameless) { Conversation = post.Conversation, TakesReply = false }
        : new BotAdded(Once(post), Nobody(post), post.Team is { Name.Length: > 0 } team ? team.Name : Nameless);

    private static BotRemoved? Removed(TeamsPost post) => post.IsPersonal && post.User.Length > 0 ? new BotRemoved(Once(post), Caller(post), post.HappenedAt) : null;

    /// <summary>Removed: from somebody's own chat, or from a team, which nobody of it is told.</summary>
    internal static bool IsGone(TeamsPost post) => post.Type switch
    {
        "installationUpdate" => post.Body.Words("action") == "remove",
        "conversationUpdate" => IsBot(post, "membersRemoved"),
        _ => false,
    };

    private static bool IsBot(TeamsPost post, string members) => post.Body.Items(members).Any(m => m.Words("id") == post.Bot && post.Bot.Length > 0);

    private static Inbound? Invoked(TeamsPost post) => post.Name switch
    {
        "adaptiveCard/action" => Executed(post),
        "task/fetch" => post.Data.Words("a") is { } action ? Pressed(post, action, post.Data) : null,
        "task/submit" or "composeExtension/submitAction" => Submitted(post),
        "application/search" => post.Value.Words("dataset") is { } source ? new OptionsAsked("", Caller(post), source, post.Value.Words("queryText") ?? "") : null,
        "composeExtension/query" => post.Value.Words("commandId") is { } source ? new OptionsAsked("", Caller(post), source, Typed(post)) : null,
        "composeExtension/fetchTask" => post.Value.Words("commandId") is { } wish ? new MessageActioned(Once(post), Caller(post), wish, Words(post)) : null,
        _ => null,
    };

    /// <summary>A card asks by itself for nothing but its look: a press that nobody made does nothing.</summary>
    private static Inbound? Executed(TeamsPost post)
    {
        if (post.Value.At("action")?.Words("verb") is not { } verb) return null;
        if (verb == TeamsWriter.Refresh) return new CardRefreshed("", Caller(post), verb, post.Data.Words("v") ?? "");
        if (post.Value.Words("trigger") == "automatic") return null;
        return verb == TeamsForms.Submit ? Submitted(post) : Pressed(post, verb, post.Data) with { OpensForm = false, LongestSay = MostToast };
    }

    private static ButtonPressed Pressed(TeamsPost post, string action, JsonElement data) => new(Once(post), Caller(post), action, data.Words("v") ?? "")
    {
        Conversation = post.Conversation, MessageReference = post.ReplyTo,
    };

    private static FormSubmitted? Submitted(TeamsPost post)
    {
        if (post.Data.Words("a") is not { } action) return null;
        return new FormSubmitted(Once(post), Caller(post), action, post.Data.Words("s") ?? "", post.Data.Number("b") ?? 0, Values(post.Data))
        {
            Conversation = post.Conversation, MessageReference = post.Data.Words("r"),
        };
    }

    /// <summary>What was filled in, by field; a value that is neither words, a number nor yes or no is none.</summary>
    internal static Dictionary<string, string> Values(JsonElement data)
    {
        var values = new Dictionary<string, string>();
        if (data.ValueKind != JsonValueKind.Object) return values;
        foreach (var given in data.EnumerateObject())
            if (TeamsFields.IdOf(given.Name) is { } field && Value(given.Value) is { } value) values[field] = value;
        return values;
    }

    private static string? Value(JsonElement given) => given.ValueKind switch
    {
        JsonValueKind.String => given.GetString(),
        JsonValueKind.Number => given.TryGetDecimal(out var number) ? number.ToString(CultureInfo.InvariantCulture) : null,
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    private static string Typed(TeamsPost post) => post.Value.Items("parameters").FirstOrDefault(p => p.Words("name") == "q") is { ValueKind: JsonValueKind.Object } typed ? typed.Words("value") ?? "" : "";

    private static string Words(TeamsPost post)
    {
        var body = post.Value.At("messagePayload", "body") ?? default;
        var content = body.Words("content") ?? "";
        return body.Words("contentType") == "text" ? PlainWords.Clean(content).Trim() : TeamsPlain.OfHtml(content);
    }

    /// <summary>An activity's id is unique in its conversation.</summary>
    private static string Once(TeamsPost post) => $"{(post.IsInvoke ? post.Name : post.Type)}-{(post.User.Length > 0 ? post.User : post.Conversation)}-{post.Id}";

    private static Caller Nobody(TeamsPost post) => new(TeamsChannel.Teams, post.Tenant, "");

    private static Caller Caller(TeamsPost post) => new(TeamsChannel.Teams, post.Tenant, post.User)
    {
        Name = post.Body.Words("from", "name"), Zone = post.Zone, Locale = post.Locale, IsUnasked = true,
    };
}
