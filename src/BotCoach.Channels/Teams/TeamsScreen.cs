using System.Text.Json.Nodes;

namespace BotCoach.Channels.Teams;

/// <summary>
/// Carries a reply out, each in the way that Teams has for what it answers (https://learn.microsoft.com/microsoftteams/platform/bots/bot-invoke-activity):
/// in a line under the card, in the card itself, in a dialog, in a list, or as a message.
/// </summary>
internal sealed class TeamsScreen(TeamsWriter writer, TeamsAside aside, TeamsOptions options)
{
    private const string Title = "BotCoach";
    private const string SeeChat = "That is in our chat now.";
    private const string Again = "I am still getting to know you. Please try again in a moment.";
    private const string Unmet = "I do not know you yet. Please write to me in our chat once, then try again.";
    private const string NothingNewer = "There is nothing newer to show here.";
    private static readonly Message Saved = Message.Of("Saved.", new Paragraph("Saved.", Quiet: true));
    private const string NotTaken = "That was not saved. Please open it again.";

    internal TeamsAnswer Answer(TeamsPost post, Reply reply) => post.Name switch
    {
        "adaptiveCard/action" when post.Value.At("action")?.Words("verb") == TeamsForms.Submit => SubmittedInChat(post, reply),
        "adaptiveCard/action" => Under(post, reply),
        "task/fetch" or "composeExtension/fetchTask" => Opened(post, reply),
        "task/submit" or "composeExtension/submitAction" => Submitted(post, reply),
        "application/search" => Found(reply),
        _ => post.IsInvoke ? TeamsAnswer.Empty : Told(post, reply),
    };

    /// <summary>For what was answered already: what nobody's company has to say is said in the chat that it came from.</summary>
    internal Task AfterwardsAsync(TeamsPost post, Reply reply) => !post.IsInvoke && Told(post, reply).After is { } after ? after() : Task.CompletedTask;

    /// <summary>A list of what was found, each with the card that is shared by it.</summary>
    internal TeamsAnswer Listed(IEnumerable<(Option Option, Message Card)> found)
    {
        var attachments = found.Select(f => (JsonNode)new JsonObject
        {
            ["contentType"] = TeamsActivity.Card,
            ["content"] = writer.Plain(f.Card),
            ["preview"] = new JsonObject { ["contentType"] = "application/vnd.microsoft.card.thumbnail", ["content"] = new JsonObject { ["title"] = PlainWords.Line(f.Option.Label, 100) } },
        }).ToArray();
        return Body(new JsonObject { ["composeExtension"] = new JsonObject { ["type"] = "result", ["attachmentLayout"] = "list", ["attachments"] = new JsonArray(attachments) } });
    }

    /// <summary>A list cannot be had: a sentence stands in its place.</summary>
    internal static TeamsAnswer Unlisted(Reply reply) => Body(new JsonObject
    {
        ["composeExtension"] = new JsonObject { ["type"] = "message", ["text"] = Said(reply)?.Words ?? (reply is WhoIsThis ? Unmet : "Nothing was found.") },
    });

    /// <summary>What a card's button, or its own asking how it looks, is answered with (the Universal Action Model's responses).</summary>
    private TeamsAnswer Under(TeamsPost post, Reply reply) => reply switch
    {
        OpenForm or UpdateForm when options.HasNoDialogs && FormOf(reply) is { } form => Toast("It is below.") with { After = () => aside.ShowAsync(post, InChat(form, post.ReplyTo), TeamsForms.Title(form)) },
        Card card => Shown(writer.Card(card.Message, [post.Member], post.Delivery ?? post.Data.Words("v") ?? "")),
        WhoIsThis => Toast(Again),
        FormErrors errors => Toast(string.Join(" ", errors.Errors.Values)),
        OpenForm open => Toast($"{TeamsForms.Title(open.Form)} opens in a dialog. Please press it once more.") with { After = () => aside.OfferAsync(post, open.Form) },
        _ => Toast(Said(reply)?.Words ?? (post.Value.Words("action", "verb") == TeamsWriter.Refresh ? NothingNewer : "Done.")),
    };

    /// <summary>A form that stands in the chat shows what is wrong in its own place, and is gone once it was taken.</summary>
    private TeamsAnswer SubmittedInChat(TeamsPost post, Reply reply) => reply switch
    {
        OpenForm or UpdateForm => Shown(InChat(FormOf(reply)!, post.Data.Words("r"))),
        FormErrors errors when TeamsForms.Again(post.Data, errors.Errors) is var (title, card) => Shown(TeamsForms.InChat(title, card)),
        FormErrors errors => Toast(string.Join(" ", errors.Errors.Values)),
        _ => Shown(writer.Plain(Said(reply) ?? Saved)) with { After = () => aside.SettleAsync(post, Said(reply) ?? Saved) },
    };

    private static TeamsAnswer Shown(JsonObject card) => Body(new JsonObject { ["statusCode"] = 200, ["type"] = TeamsActivity.Card, ["value"] = card });

    private static JsonObject InChat(Form form, string? message) => TeamsForms.InChat(TeamsForms.Title(form), TeamsForms.Card(form, message));

    private static Form? FormOf(Reply reply) => reply switch { OpenForm open => open.Form, UpdateForm update => update.Form, _ => null };

    private static TeamsAnswer Toast(string words) => Body(new JsonObject { ["statusCode"] = 200, ["type"] = "application/vnd.microsoft.activity.message", ["value"] = words });

    private TeamsAnswer Opened(TeamsPost post, Reply reply) => reply switch
    {
        OpenForm open => Dialog(TeamsForms.Title(open.Form), TeamsForms.Card(open.Form, post.ReplyTo)),
        UpdateForm update => Dialog(TeamsForms.Title(update.Form), TeamsForms.Card(update.Form, post.ReplyTo)),
        FormErrors errors => Sentence(string.Join(" ", errors.Errors.Values)),
        WhoIsThis => Stranger(post),
        _ => Said(reply) is { } said ? Shown(said) : Sentence(SeeChat),
    };

    /// <summary>A dialog closes with an empty answer, and stays with whatever else is in it.</summary>
    private TeamsAnswer Submitted(TeamsPost post, Reply reply) => reply switch
    {
        OpenForm open => Dialog(TeamsForms.Title(open.Form), TeamsForms.Card(open.Form, post.Data.Words("r"))),
        UpdateForm update => Dialog(TeamsForms.Title(update.Form), TeamsForms.Card(update.Form, post.Data.Words("r"))),
        FormErrors errors => TeamsForms.Again(post.Data, errors.Errors) is var (title, card) ? Dialog(title, card) : Sentence($"{string.Join(" ", errors.Errors.Values)} {NotTaken}"),
        WhoIsThis => Stranger(post),
        _ => Said(reply) is { } said ? Shown(said) : TeamsAnswer.Empty,
    };

    private TeamsAnswer Shown(Message said) => said.Blocks is [Paragraph] ? Sentence(said.Words) : Dialog(Title, writer.Plain(said));

    /// <summary>Who runs a command may be met nowhere else; whoever presses a button is being asked about.</summary>
    private static TeamsAnswer Stranger(TeamsPost post) => Sentence(post.IsCommand ? Unmet : Again);

    private static TeamsAnswer Sentence(string words) => Body(new JsonObject { ["task"] = new JsonObject { ["type"] = "message", ["value"] = words } });

    private static TeamsAnswer Dialog(string title, JsonObject card) => Body(new JsonObject
    {
        ["task"] = new JsonObject
        {
            ["type"] = "continue",
            ["value"] = new JsonObject
            {
                ["title"] = title, ["height"] = "medium", ["width"] = "medium", ["card"] = new JsonObject { ["contentType"] = TeamsActivity.Card, ["content"] = card },
            },
        },
    });

    private static TeamsAnswer Found(Reply reply)
    {
        var results = (reply is Options options ? options.Items : []).Select(o => (JsonNode)new JsonObject { ["title"] = PlainWords.Line(o.Label, 100), ["value"] = o.Value }).ToArray();
        return Body(new JsonObject { ["statusCode"] = 200, ["type"] = "application/vnd.microsoft.search.searchResponse", ["value"] = new JsonObject { ["results"] = new JsonArray(results) } });
    }

    /// <summary>A message to the bot: what is said to it comes as a message through the outbox, all but what nobody's company has to say.</summary>
    private TeamsAnswer Told(TeamsPost post, Reply reply) =>
        Said(reply) is { } said && post.Conversation.Length > 0 ? new TeamsAnswer { After = () => aside.SayAsync(post, said) } : TeamsAnswer.Empty;

    private static TeamsAnswer Body(JsonObject body) => new() { Body = body };

    private static Message? Said(Reply reply) => reply switch
    {
        Say say => say.Message,
        Card card => card.Message,
        _ => null,
    };
}
