using System.Globalization;

namespace BotCoach.Channels.Slack;

/// <summary>The ids and the metadata that go out with buttons and forms, and what they say when they come back.</summary>
internal static class SlackIds
{
    /// <summary>Slack takes 3,000 of metadata. With the form's state travel its revision and the message that it was opened from.</summary>
    internal const int MostState = 2_700;

    private const char Nth = '~';
    private const char Revision = '@';
    private const char Between = '|';

    /// <summary>An action's id, unique in its block: <c>nudge.step</c>, then <c>nudge.step~2</c>.</summary>
    internal static string ActionId(string action, int nth) => nth <= 1 ? action : string.Create(CultureInfo.InvariantCulture, $"{action}{Nth}{nth}");

    internal static string Action(string actionId) =>
        actionId.LastIndexOf(Nth) is > 0 and var at && actionId.AsSpan(at + 1) is { Length: > 0 } nth && !nth.ContainsAnyExceptInRange('0', '9') ? actionId[..at] : actionId;

    /// <summary>
    /// A field's block. What was typed survives an update of the view where the ids stay the same, so the revision is in it:
    /// a form made anew shows its new values, one that is only shown again keeps what was typed.
    /// </summary>
    internal static string BlockId(string field, long basedOn) => string.Create(CultureInfo.InvariantCulture, $"{field}{Revision}{basedOn}");

    internal static string Field(string blockId) => blockId.LastIndexOf(Revision) is >= 0 and var at ? blockId[..at] : blockId;

    internal static string Metadata(Form form, string? message)
    {
        if (form.State.Length > MostState) throw new ArgumentException($"The state of {form.Action} has {form.State.Length} characters; {MostState} fit.", nameof(form));
        var from = Uri.EscapeDataString(message ?? "");
        return string.Create(CultureInfo.InvariantCulture, $"1{Between}{form.BasedOn}{Between}{(from.Length <= 250 ? from : "")}{Between}{form.State}");
    }

    /// <summary>Where a form came from; null when the metadata is not ours.</summary>
    internal static FormPlace? Place(string? metadata) =>
        metadata?.Split(Between, 4) is ["1", var revision, var message, var state] && long.TryParse(revision, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var basedOn)
            ? new FormPlace(state, basedOn, message.Length == 0 ? null : Uri.UnescapeDataString(message))
            : null;
}

/// <summary>What travels with a form: its state, its revision, and the message whose button opened it.</summary>
internal sealed record FormPlace(string State, long BasedOn, string? Message);
