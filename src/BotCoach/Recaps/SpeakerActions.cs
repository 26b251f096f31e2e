using System.Globalization;
using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;

namespace BotCoach.Recaps;

/// <summary>Who speaks in a call, as its rep says; the draft is made again by it.</summary>
public sealed class SpeakerActions(RecapDesk desk, RecapAgain again, CallSpeakers speakers)
{
    private const int LongestName = 200;

    public async Task<Reply> AskAsync(Turn turn)
    {
        if (await desk.FindAsync(turn) is not { } call) return Reply.Words(RecapDesk.Closed);
        if (await again.TranscriptAsync(call) is not { } transcript) return Reply.Words(RecapAgain.NotKept);
        var heard = await speakers.OfAsync(call, call.DealId, transcript);
        return heard.All.Count == 0 ? Reply.Words("This transcript names no speakers.") : new OpenForm(SpeakerForms.Who(call, transcript, heard, await speakers.OfferedAsync(call, transcript)));
    }

    public async Task<Reply> SaidAsync(Turn turn)
    {
        if (await desk.FindAsync(turn) is not { } call) return FormErrors.Whole(RecapDesk.Closed);
        if (await again.TranscriptAsync(call) is not { } transcript) return FormErrors.Whole(RecapAgain.NotKept);
        if (await again.WhyNotAsync(call) is { } why) return FormErrors.Whole(why);
        if (turn.Argument != SpeakerForms.MarkOf(call)) return FormErrors.Whole("The draft was made anew since, or is about another deal. Close this and open it again.");
        var labels = CallSides.Speakers(transcript);
        var (said, faults) = await ChosenAsync(turn, call, labels);
        if (faults.Count > 0) return new FormErrors(faults);
        call.OurSpeakers = string.Join('\n', (turn.Field(SpeakerForms.Ours) ?? "").Split(',').Select(s => int.TryParse(s, CultureInfo.InvariantCulture, out var i) && i >= 0 && i < labels.Count ? labels[i] : null).OfType<string>());
        call.Speakers = said;
        await again.MakeAsync(call, turn.Now);
        return Reply.None;
    }

    /// <summary>It does not matter who is who: it is drafted as it shows.</summary>
    public async Task<Reply> AnyhowAsync(Turn turn)
    {
        if (await desk.FindAsync(turn) is not { } call) return Reply.Words(RecapDesk.Closed);
        if (call is not { State: CallState.Asking, DealId: not null }) return Reply.Words(await desk.HasTranscriptAsync(call) ? "This call is drafted already." : RecapAgain.NotKept);
        var heard = await again.TranscriptAsync(call) is { } transcript ? await speakers.OfAsync(call, call.DealId, transcript) : null;
        call.OurSpeakers = string.Join('\n', heard?.All.Where(s => s.Is.Side == CallSide.Seller).Select(s => s.Label) ?? []);
        await again.MakeAsync(call, turn.Now);
        return Reply.None;
    }

    /// <summary>Who each speaker is who was asked about, by the speaker's name in the transcript; and what is wrong, by its field.</summary>
    private async Task<(Dictionary<string, string> Said, Dictionary<string, string> Faults)> ChosenAsync(Turn turn, Call call, IReadOnlyList<string> labels)
    {
        // who was not asked about stays who they were said to be
        var (said, faults) = (call.Speakers.Where(s => labels.Contains(s.Key)).ToDictionary(s => s.Key, s => s.Value, StringComparer.Ordinal), new Dictionary<string, string>());
        for (var i = 0; i < labels.Count; i++)
        {
            if (turn.Field(SpeakerForms.WhoOf(i)) is not { } value) continue;
            var name = NameIn(turn.Field(SpeakerForms.NameOf(i)));
            if (SpeakerChoice.Read(value) is not { } chosen) faults[SpeakerForms.WhoOf(i)] = "Choose one of the list.";
            else if (chosen.Is.Kind is SpeakerKind.Theirs or SpeakerKind.Ours && name is { } written && !CallAttendee.IsAddress(written) && (written.Length > LongestName || Placeholders.IsNoName(written) || SpeakerRules.IsNobody(written)))
                faults[SpeakerForms.NameOf(i)] = "That is no name. Write it as it is to stand in the recap, or leave it empty.";
            else
            {
                var (known, fault) = await speakers.ChosenAsync(call, chosen, name);
                if (fault is not null) faults[chosen.Is.Id is null ? SpeakerForms.NameOf(i) : SpeakerForms.WhoOf(i)] = fault;
                else if (known is { Kind: not SpeakerKind.Unknown }) said[labels[i]] = known.Kept;
                else said.Remove(labels[i]);
            }
        }
        return (said, faults);
    }

    private static string? NameIn(string? written) => written is null ? null : string.Join(' ', RecapLines.Clean(written).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) is { Length: > 0 } name ? name : null;
}
