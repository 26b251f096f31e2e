namespace BotCoach.Channels.Slack;

/// <summary>
/// Looks now and again whether Slack takes each installation's token, and lets it do what the app asks for. What is wrong is kept in the host's notes
/// until it is mended, so that every instance says the same.
/// </summary>
internal sealed class SlackHealth(SlackApi api, SlackTokens tokens, IChannelNotes notes)
{
    private const string Prefix = SlackTokenNotes.Ill;

    /// <summary>Where the token that is set belongs when Slack does not say.</summary>
    private const string Nowhere = "";

    internal async Task LookAsync(CancellationToken cancel)
    {
        foreach (var installed in await PlacesAsync(cancel))
        {
            var back = installed == Nowhere ? await tokens.AskAsync(cancel) : await tokens.CallAsync(installed, api.AuthTest, cancel);
            // What Slack did not answer, or will once a token is exchanged, says nothing of the installation.
            if (back.Reached != SlackReach.Answered || SlackErrors.IsExpired(back)) continue;
            if (Ill(back) is { } sentence) await notes.PutAsync(SlackChannel.Slack, Prefix + installed, sentence, cancel);
            else await notes.RemoveAsync(SlackChannel.Slack, Prefix + installed, cancel);
        }
    }

    /// <summary>What is wrong, by the installation that it is wrong with.</summary>
    internal async Task<IReadOnlyList<KeyValuePair<string, string>>> ComplaintsAsync(CancellationToken cancel)
    {
        if (await notes.ListAsync(SlackChannel.Slack, Prefix, int.MaxValue, cancel) is not { Count: > 0 } ill) return [];
        var places = await PlacesAsync(cancel);
        return [.. ill.Select(n => KeyValuePair.Create(n.Key[Prefix.Length..], n.Value)).Where(n => places.Contains(n.Key))];
    }

    private async Task<IReadOnlyList<string>> PlacesAsync(CancellationToken cancel)
    {
        var installed = await tokens.InstalledAsync(cancel);
        return tokens.IsSet && await tokens.OwnAsync(cancel) is null ? [.. installed, Nowhere] : installed;
    }

    private static string? Ill(SlackReturn back)
    {
        if (!back.Ok) return back.InWords;
        var lacking = back.Scopes is { } allowed ? SlackInstall.Scopes.Except(allowed).ToList() : [];
        return lacking.Count > 0 ? SlackWords.Of("missing_scope", string.Join(", ", lacking)) : null;
    }
}
