using BotCoach.Channels;
using BotCoach.Chat;

namespace BotCoach.Recaps;

/// <summary>The words of an erasure. None of them says the name.</summary>
public static class ErasureMessage
{
    private const int LongestName = 200;

    /// <summary>The one field in which a name stands that was typed behind the command.</summary>
    public static Form Ask(string name) => new("recap.forgotten", "Erase somebody",
        [
            new TextField("name", "Their whole name") { Value = name.Length is 0 or > LongestName ? null : name, Hint = "Transcripts of their calls are deleted, and everywhere else the name becomes “somebody”." },
            new TextField("address", "Their e-mail address") { Optional = true },
            new TextField("again", "Their name once more") { Hint = "It cannot be undone." },
        ], Submit: "Erase");

    /// <summary>What is going to happen, right after it was asked for.</summary>
    public static Text Begun(int calls, int deals) =>
        $"I take them out now: {Wording.Count(calls, "call")} and {Wording.Count(deals, "deal")} are gone through, with their history, lists and messages. I tell you here when it is done; you need not wait. A file that still names them brings them back, so take them out there too.";

    public static Message Done(ErasureRequest request) => Message.Of("Somebody of a buyer’s is erased.",
        new Heading("Erased"),
        new Paragraph($"{Wording.Count(request.Transcripts, "transcript")} deleted, and the name taken out of {Wording.Count(request.Lines, "line")} of recaps and {Wording.Count(request.Entries, "other entry", "other entries")}: deals, history, reminders, imports, messages."),
        new Paragraph("Messages that I sent are edited where Slack or Teams lets me. What your people wrote there is theirs to delete.", Quiet: true));
}
