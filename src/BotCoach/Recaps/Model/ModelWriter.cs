using System.ClientModel;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace BotCoach.Recaps.Model;

/// <summary>One request to a model, as it is written down: no word of what was sent or said.</summary>
public sealed record ModelUse(string Model, string Host, int CharactersSent, long TokensIn, long TokensOut, bool WasDisguised, string Outcome)
{
    /// <summary>What was sent of one call, all of it together, as the audit tells it.</summary>
    /// <param name="uses">At least one.</param>
    public static string Told(IReadOnlyList<ModelUse> uses) =>
        $"recap: {uses[0].Model} at {uses[0].Host} was sent {Chat.Wording.Count(uses.Sum(u => u.CharactersSent), "character")} of a call, {(uses[0].WasDisguised ? "names replaced" : "names as they are")}; {Chat.Wording.Count((int)uses.Sum(u => u.TokensIn + u.TokensOut), "token")}";
}

/// <summary>
/// Drafts a recap by a language model, where the host has one. What it writes is checked like any draft; where it fails or invents a form of its own, the reason comes
/// back in a sentence, and the built-in writer takes over. A long call is read from its end on, so that what it may cost or take cuts off the beginning, and it says so.
/// </summary>
public sealed class ModelWriter(AiSettings settings, ModelClient client, TimeProvider clock, ILogger<ModelWriter> log)
{
    private const int CharactersPerToken = 4;
    private const int AnswerTokens = 1500;
    private const int MostOfAnswer = 8_000;

    /// <summary>All of a call's parts together; shorter than an instance keeps a call to itself.</summary>
    private static readonly TimeSpan MostOfCall = TimeSpan.FromMinutes(8);

    private static readonly TimeSpan LeastOfCall = TimeSpan.FromSeconds(90);

    private const string NotAsAsked = "no answer of the form that was asked for";

    /// <summary>The checked draft; or null, with the sentence that says why where there is a model at all.</summary>
    public async Task<(Recap? Recap, IReadOnlyList<ModelUse> Uses, string? Why)> TryWriteAsync(Transcript transcript, RecapCall call, CancellationToken cancel)
    {
        if (client.Chat is not { } chat || transcript.Cues.Count == 0) return (null, [], null);
        var disguise = settings.HideNames ? Disguise.Of(transcript, call) : null;
        var parts = ModelPrompt.Parts(transcript);
        var asked = parts.Select(p => ModelPrompt.Of(transcript, p, call, disguise)).ToList();
        var costs = asked.ConvertAll(m => m.Sum(one => one.Text.Length) / CharactersPerToken + AnswerTokens);
        var first = FirstOfTheEnd(costs);
        var tooMuch = $"some {Count(costs.Sum())} tokens of {settings.Model}, and {Count(settings.TokensPerCall)} are allowed a call";
        if (!HoldsTheEnd(parts, first, transcript)) return (null, [], $"This call would take {tooMuch}. It was drafted by rule instead.");
        var stopped = first == 0 ? null : $"All of it would take {tooMuch}.";
        var (answers, uses, since) = (new List<ModelAnswer>(), new List<ModelUse>(), clock.GetTimestamp());
        // The end first: it holds most of what was promised, and whatever runs out on the way, it was read.
        var next = parts.Count - 1;
        for (; next >= first; next--)
        {
            if (answers.Count > 0 && RanOut(uses, clock.GetElapsedTime(since)) is { } ranOut)
            {
                if (!HoldsTheEnd(parts, next + 1, transcript)) return (null, uses, $"{ranOut} It was drafted by rule instead.");
                stopped = ranOut;
                break;
            }
            var (answer, why) = await AskTwiceAsync(chat, asked[next], uses, disguise is not null, cancel);
            if (answer is null) return (null, uses, $"{settings.Model} gave {why}. The recap was drafted by rule instead.");
            answers.Insert(0, answer);
        }
        var recap = ModelRecap.Merged(RecapRules.Check(ModelRecap.Of(answers, transcript, call, disguise), transcript, call), transcript);
        return (recap with { Notes = [Cost(uses), .. Unread(transcript, next < 0 ? 0 : parts[next + 1].From, stopped), .. recap.Notes] }, uses, null);
    }

    /// <summary>The first of the parts at the end that the budget allows; behind the last where it allows none.</summary>
    private int FirstOfTheEnd(List<int> costs)
    {
        var (first, cost) = (costs.Count, 0L);
        while (first > 0 && (cost += costs[first - 1]) <= settings.TokensPerCall) first--;
        return first;
    }

    /// <summary>The last tenth of a call is read whole, or none of it.</summary>
    private static bool HoldsTheEnd(IReadOnlyList<CallPart> parts, int first, Transcript transcript) => first < parts.Count && parts[first].From <= transcript.Cues.Count * 9 / 10;

    private string? RanOut(List<ModelUse> uses, TimeSpan took)
    {
        if (uses.Sum(u => u.TokensIn + u.TokensOut) > settings.TokensPerCall) return $"This call took more tokens of {settings.Model} than the {Count(settings.TokensPerCall)} that are allowed.";
        // each part may take twice as long as one answer is waited for
        var most = MostOfCall - 2 * Patience;
        return took > (most > LeastOfCall ? most : LeastOfCall) ? $"{settings.Model} took longer than {MostOfCall.TotalMinutes:0} minutes for this call." : null;
    }

    /// <summary>What of the call no model has seen, so that its rep looks through it.</summary>
    private IEnumerable<string> Unread(Transcript transcript, int from, string? why)
    {
        if (from == 0 || why is null) yield break;
        var at = transcript.Cues[from].Start is { } start ? start.ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture) : $"line {Count(from + 1)} of {Count(transcript.Cues.Count)}";
        yield return $"{why} {settings.Model} read it from {at} to its end; what came before was not read. Look through that yourself.";
    }

    /// <summary>What is no answer is asked for once more; whatever else goes wrong would go wrong again.</summary>
    private async Task<(ModelAnswer?, string Why)> AskTwiceAsync(IChatClient chat, IReadOnlyList<ChatMessage> messages, List<ModelUse> uses, bool isDisguised, CancellationToken cancel)
    {
        var why = NotAsAsked;
        for (var tried = 0; tried < 2 && why == NotAsAsked; tried++)
        {
            var (answer, fault, used) = await AskAsync(chat, messages, cancel);
            uses.Add(new ModelUse(settings.Model, client.Host, messages.Sum(m => m.Text.Length), used?.InputTokenCount ?? 0, used?.OutputTokenCount ?? 0, isDisguised, answer is null ? fault : "answered"));
            if (answer is not null) return (answer, "");
            why = fault;
        }
        return (null, why);
    }

    private async Task<(ModelAnswer?, string Fault, UsageDetails?)> AskAsync(IChatClient chat, IReadOnlyList<ChatMessage> messages, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            var options = new ChatOptions { MaxOutputTokens = MostOfAnswer, ResponseFormat = ChatResponseFormat.ForJsonSchema(ModelAnswer.Schema, "recap"), AdditionalProperties = new() { ["strict"] = true } };
            var response = await chat.GetResponseAsync(messages, options, patience.Token);
            return (ModelAnswer.Read(response.Text), NotAsAsked, response.Usage);
        }
        catch (Exception fault) when (fault is ClientResultException or OperationCanceledException or IOException or HttpRequestException or AggregateException or JsonException or InvalidOperationException or ArgumentException && !cancel.IsCancellationRequested)
        {
            // the exception of a server may repeat what it was sent
            log.LogWarning("{Model} at {Host} did not draft a recap: {Fault}", settings.Model, client.Host, Named(fault));
            return (null, Named(fault), null);
        }
    }

    private TimeSpan Patience => TimeSpan.FromSeconds(settings.TimeoutSeconds);

    private string Named(Exception fault) => fault switch
    {
        ClientResultException { Status: 429 } => "no answer, since it has too much to do (429)",
        ClientResultException { Status: 401 or 403 } refused => $"no answer, since it does not take the key ({refused.Status})",
        ClientResultException { Status: > 0 } refused => $"an error ({refused.Status})",
        OperationCanceledException => $"no answer within {settings.TimeoutSeconds} seconds",
        JsonException or InvalidOperationException or ArgumentException => NotAsAsked,
        _ => "no answer, since it cannot be reached",
    };

    private string Cost(IReadOnlyList<ModelUse> uses)
    {
        var (into, out_) = (uses.Sum(u => u.TokensIn), uses.Sum(u => u.TokensOut));
        var cents = (into * settings.CentsPerMillionIn + out_ * settings.CentsPerMillionOut) / 1_000_000m;
        var cost = settings.CentsPerMillionIn + settings.CentsPerMillionOut == 0 ? "" : $", about {(cents / 100).ToString("0.00##", CultureInfo.InvariantCulture)} at your prices";
        return $"Drafted by {settings.Model}: {Count(into + out_)} tokens of the {Count(settings.TokensPerCall)} that a call may take{cost}.";
    }

    private static string Count(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
