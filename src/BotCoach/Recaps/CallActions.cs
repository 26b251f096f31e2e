using System.Text;
using System.Text.RegularExpressions;
using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.Recaps.Reading;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace BotCoach.Recaps;

/// <summary>A transcript comes in by chat: pasted into the chat or into a form, or shared as a file. What is none goes where it went before.</summary>
internal sealed partial class CallActions(BotCoachDb db, CallIntake intake, FormDoor door, DealAccess access, DealPick pick, RecapDesk desk, Outbox outbox, DealActions deals, ImportActions import)
{
    private const int FewestLines = 3;
    private static readonly string[] Transcripts = [".vtt", ".srt", ".sbv", ".json"];
    private static readonly string[] Perhaps = [".txt", ".md"];

    public Task<Reply> PasteAsync(Turn turn) => door.OpenAsync(turn, RecapForms.Paste, new Button("Paste a transcript", "recap.paste"), "Share the recorder’s file with me here, or paste what was said.");

    public async Task<Reply> PastedAsync(Turn turn)
    {
        if (turn.Field("words") is not { } words) return FormErrors.At("words", "Paste what was said, a line each: “Ana: Good morning.”");
        Deal? deal = null;
        if (turn.Field(RecapForms.Deal) is { } chosen && (!Guid.TryParse(chosen, out var id) || (deal = await access.OpenAsync(turn, id)) is null)) return FormErrors.At(RecapForms.Deal, "Choose one of the list.");
        var (_, refused) = await intake.TakeAsync(new BroughtCall(turn.Person.Id, turn.Field("title") ?? deal?.Called ?? "A pasted call", Encoding.UTF8.GetBytes(words), true) { DealId = deal?.Id, IsSensitive = turn.Field(RecapForms.Hold) == "hold" }, turn.Now);
        return refused is null ? Reply.None : FormErrors.At("words", refused);
    }

    /// <summary>What is typed and is no command: several lines of several people are a call; anything else is a deal's name.</summary>
    public async Task<Reply> TextAsync(Turn turn)
    {
        var words = (turn.Inbound as TextSaid)?.Words ?? (turn.Inbound as CommandTyped)?.Words ?? "";
        if (!IsCall(words)) return await deals.TextAsync(turn);
        var (_, refused) = await intake.TakeAsync(new BroughtCall(turn.Person.Id, "A pasted call", Encoding.UTF8.GetBytes(words), true) { IsSensitive = RecapTerms.AsksAbove(words.Split('\n', 2)[0]) }, turn.Now);
        return refused is null ? Reply.None : Reply.Words(refused);
    }

    /// <summary>Transcripts become drafts, each its own; whatever else came along is an import.</summary>
    public async Task<Reply> FileAsync(Turn turn)
    {
        var (others, refusals, words) = (new List<SharedFile>(), new List<string>(), ((FileShared)turn.Inbound).Words);
        foreach (var file in ((FileShared)turn.Inbound).Files)
        {
            var ending = Path.GetExtension(file.Name).ToLowerInvariant();
            if (!Transcripts.Contains(ending) && !Perhaps.Contains(ending)) others.Add(file);
            else if (file.Length > TranscriptReader.MostBytes && Transcripts.Contains(ending)) refusals.Add($"{file.Name} has {file.Length / (1024.0 * 1024):0.0} MB; a transcript has at most 5 MB.");
            else if (file.Length > TranscriptReader.MostBytes) others.Add(file);
            else if (await BytesAsync(file) is var content && Perhaps.Contains(ending) && !IsCall(content)) others.Add(new SharedFile(file.Name, content.Length, _ => Task.FromResult<Stream>(new MemoryStream(content))));
            else if ((await intake.TakeAsync(new BroughtCall(turn.Person.Id, TitleOf(file.Name), content, true) { HeldOn = DayIn(file.Name), FileName = file.Name, IsSensitive = RecapTerms.AsksToHold(words) }, turn.Now)).Refused is { } why) refusals.Add($"{file.Name}: {why}");
        }
        if (others.Count > 0 && refusals.Count > 0) await outbox.AnswerAsync(turn, Message.Say(string.Join("\n", refusals)));
        if (others.Count > 0) return await import.FileAsync(turn with { Inbound = ((FileShared)turn.Inbound) with { Files = others } });
        return refusals.Count == 0 ? Reply.None : Reply.Words(string.Join("\n", refusals));
    }

    /// <summary>What was accepted of the calls about a deal, for everybody who may see the deal.</summary>
    public async Task<Reply> OfDealAsync(Turn turn)
    {
        var (deal, instead) = await pick.OneAsync(turn, "recap.of", "Its recaps");
        if (deal is null) return instead;
        var calls = await db.Calls.AsNoTracking().Where(c => c.DealId == deal.Id && (c.State == CallState.Drafted || db.CallLines.Any(l => l.CallId == c.Id && l.State == LineState.Accepted))).OrderByDescending(c => c.HeldOn).ThenByDescending(c => c.MadeAt).Take(5).ToListAsync();
        var ids = calls.ConvertAll(c => c.Id);
        var lines = await db.CallLines.AsNoTracking().Where(l => ids.Contains(l.CallId) && l.State == LineState.Accepted).OrderBy(l => l.No).ToListAsync();
        await outbox.AnswerAsync(turn, CallMessage.OfDeal(deal, calls, lines.ToLookup(l => l.CallId), await desk.BookAsync(deal), turn.Today, turn.Person.Id));
        return Reply.None;
    }

    /// <summary>A mail to the buyer as text to copy, of what was accepted; it is sent by nobody but the rep.</summary>
    public async Task<Reply> MailAsync(Turn turn)
    {
        if (await desk.FindAsync(turn) is not { } call) return Reply.Words(RecapDesk.Closed);
        var of = await desk.OpenAsync(call);
        if (!of.Lines.Any(l => l.State == LineState.Accepted)) return Reply.Words("Accept what is to be in it first.");
        await outbox.AnswerAsync(turn, CallMessage.Mail(of, turn.Person.Name, turn.Today));
        return Reply.None;
    }

    private static bool IsCall(string words) => words.Count(c => c == '\n') >= FewestLines - 1 && IsCall(Encoding.UTF8.GetBytes(words));

    private static bool IsCall(byte[] content) => content.Length > 0 && TranscriptReader.Read(content).Transcript is { } read && read.Cues.Count >= FewestLines
        && (read.Format != TranscriptFormat.Plain || CallSides.Speakers(read).Count > 1) && read.Cues.Count(c => c.Speaker is not null) * 2 >= read.Cues.Count;

    private static string TitleOf(string name) => Path.GetFileNameWithoutExtension(name).Replace('_', ' ').Trim();

    /// <summary>Recorders write the day into the name of their file: "GMT20260302-093000", "Acme 2026-03-02".</summary>
    private static LocalDate? DayIn(string name) => DayOfName().Match(name) is { Success: true } found
        && LocalDatePattern.Iso.Parse($"{found.Groups[1].Value}-{found.Groups[2].Value}-{found.Groups[3].Value}") is { Success: true } day ? day.Value : null;

    [GeneratedRegex(@"(?<!\d)(20\d\d)[-_.]?([01]\d)[-_.]?([0-3]\d)(?!\d)")]
    private static partial Regex DayOfName();

    private static async Task<byte[]> BytesAsync(SharedFile file)
    {
        await using var stream = await file.OpenAsync(default);
        using var content = new MemoryStream();
        await stream.CopyToAsync(content);
        return content.ToArray();
    }
}
