using System.Text;

namespace BotCoach.Channels.Web;

/// <summary>
/// Carries out what the page asks: writes the person's own words into the chat, hands the act to the inbox, and brings back its reply.
/// What is merely said is kept in the chat too, so that it is still there after a reload.
/// </summary>
internal sealed class WebDesk(IInbox inbox, ILocalHost host, WebJumps jumps, WebChat chat, WebSignal signal)
{
    internal const string NoChair = "Please reload the page: it does not say whose chat this is.";

    internal async Task<IResult> TypeAsync(Typed act, Chair chair, CancellationToken cancel)
    {
        await chat.SayAsync(chair, WebWriter.Person(act.Words.Trim()), $"mine-{act.Id}", cancel);
        return await ReceiveAsync(WebReader.Inbound(act, chair), chair, cancel);
    }

    internal async Task<IResult> ShareAsync(string id, Upload upload, Chair chair, CancellationToken cancel)
    {
        await chat.SayAsync(chair, WebWriter.Person(WebWriter.Files(upload.Files, upload.Words)), $"mine-{id}", cancel);
        return await ReceiveAsync(new FileShared(id, chair.Caller, upload.Files) { Conversation = chair.Conversation, Words = upload.Words }, chair, cancel);
    }

    internal async Task<IResult> ReceiveAsync(Inbound inbound, Chair chair, CancellationToken cancel)
    {
        // Once it has begun, an act is carried through: a page that is closed meanwhile does not take it back.
        var reply = await inbox.ReceiveAsync(inbound, inbound is OptionsAsked ? cancel : CancellationToken.None);
        if (Said(reply) is { } said) await chat.SayAsync(chair, WebWriter.Bot(said), $"said-{inbound.DedupeId}", CancellationToken.None);
        return Results.Text(reply.ToJson(), "application/json", Encoding.UTF8);
    }

    internal async Task<IResult> JumpAsync(Jumped act)
    {
        await jumps.JumpAsync(act);
        signal.Raise();
        return Results.Json(new Pulse(host.Now, new Dictionary<string, string>()), WebReader.Json);
    }

    internal static IResult Fault(int status, string sentence) => Results.Text(sentence, "text/plain; charset=utf-8", statusCode: status);

    private static Message? Said(Reply reply) => reply switch
    {
        Say say => say.Message,
        Card card => card.Message,
        _ => null,
    };
}
