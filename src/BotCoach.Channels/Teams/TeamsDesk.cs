namespace BotCoach.Channels.Teams;

/// <summary>
/// Takes what Teams posted to the inbox, and says what Teams hears in answer. Nothing here waits for the network; what needs it first (a file, somebody we
/// never met) is kept, answered, and done right after.
/// </summary>
internal sealed class TeamsDesk(IInbox inbox, TeamsScreen screen, TeamsPlaces places, TeamsLater later, TeamsOptions options)
{
    private const int MostListed = 8;

    private static readonly string[] Invokes =
    [
        "adaptiveCard/action", "task/fetch", "task/submit", "application/search", "composeExtension/query", "composeExtension/fetchTask", "composeExtension/submitAction", Feedback,
    ];

    private const string Feedback = "message/submitAction";

    internal async Task<TeamsAnswer> ReceiveAsync(TeamsPost post, CancellationToken cancel)
    {
        if (post.IsInvoke && !Invokes.Contains(post.Name)) return new TeamsAnswer(501);
        if (post.Name == Feedback) return new TeamsAnswer { Body = [] };
        var inbound = TeamsReader.Read(post);
        if (options.HasNoDialogs && inbound is ButtonPressed) inbound = inbound with { OpensForm = true };
        if (TeamsReader.IsGone(post)) await places.ForgetAsync(post, cancel);
        else await MeetAsync(post, inbound, cancel);
        if (inbound is null) return post.IsInvoke ? TeamsAnswer.Refuse(400, TeamsWords.Malformed(post.Name)) : TeamsAnswer.Empty;
        if (inbound is FileShared or BotAdded { Caller.User.Length: > 0 }) return await later.KeepAsync(post, inbound, cancel);
        var reply = await inbox.ReceiveAsync(inbound, cancel);
        if (reply is WhoIsThis && inbound is not (OptionsAsked or CardRefreshed)) return screen.Answer(post, reply) with { After = (await later.KeepAsync(post, inbound, cancel)).After };
        return post.Name == "composeExtension/query" ? await ListAsync((OptionsAsked)inbound, reply, cancel) : screen.Answer(post, await LookAsync(post, inbound, reply, cancel));
    }

    /// <summary>Somebody new: the host has to know the tenant, also where it was not there when the app was installed.</summary>
    private async Task MeetAsync(TeamsPost post, Inbound? inbound, CancellationToken cancel)
    {
        if (!await places.LearnAsync(post, cancel) || inbound is null or BotAdded) return;
        await inbox.ReceiveAsync(new BotAdded($"met-{post.User}", new Caller(TeamsChannel.Teams, post.Tenant, ""), TeamsReader.Nameless) { IsOld = true }, cancel);
    }

    /// <summary>A press is answered with the card as it is from now on: the platform's own copy follows in a moment.</summary>
    private async Task<Reply> LookAsync(TeamsPost post, Inbound inbound, Reply reply, CancellationToken cancel)
    {
        if (post.Name != "adaptiveCard/action" || inbound is not ButtonPressed || reply is not Nothing || post.Delivery is not { } delivery) return reply;
        return await inbox.ReceiveAsync(new CardRefreshed("", inbound.Caller, "card.shown", delivery), cancel);
    }

    /// <summary>What was found, each with its card: its room's own "share".</summary>
    private async Task<TeamsAnswer> ListAsync(OptionsAsked asked, Reply reply, CancellationToken cancel)
    {
        if (reply is not Options { Items.Count: > 0 } options) return TeamsScreen.Unlisted(reply);
        var found = new List<(Option, Message)>();
        foreach (var option in options.Items.Take(MostListed))
            if (await inbox.ReceiveAsync(new CardRefreshed("", asked.Caller, $"{asked.Source.Split('.')[0]}.share", option.Value), cancel) is Card card) found.Add((option, card.Message));
        return screen.Listed(found);
    }
}
