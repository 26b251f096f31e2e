namespace BotCoach.Channels.Teams;

/// <summary>
/// What becomes of a message by the Connector's answer: sent, tried again after, or given up and whose matter that is
/// (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-messages, "Status codes").
/// </summary>
internal static class TeamsErrors
{
    private static readonly TimeSpan Unreached = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Unsaid = TimeSpan.FromSeconds(5);

    /// <summary>
    /// What became of a new message, if it did not get an id. A 504 says that somebody in between gave up waiting: it may have arrived. So may what was answered
    /// by a success without an id, unless it was a page of somebody in between.
    /// </summary>
    internal static SendResult OfNew(TeamsReturn back) => back switch
    {
        { Ok: true } => new Uncertain(WithoutId(back)),
        { Reached: TeamsReach.NoAnswer } or { Status: 500 or 504 } => new Uncertain(back.Code),
        _ => Of(back),
    };

    /// <summary>What became of a chat that was to be opened, if it did not get an id: asked for twice, it is opened once.</summary>
    internal static SendResult OfChat(TeamsReturn back) => back switch
    {
        { Ok: true } => new TryAgain(Unreached, WithoutId(back)),
        { Reached: TeamsReach.NoAnswer } or { Status: 500 or 504 } => new TryAgain(Unreached, back.Code),
        _ => Of(back),
    };

    /// <summary>What became of an edit: doing it twice does no harm, so nothing of it is uncertain.</summary>
    internal static SendResult OfEdit(TeamsReturn back) => back switch
    {
        { Reached: TeamsReach.NoAnswer } or { Status: 500 or 504 } => new TryAgain(Unreached, back.Code),
        { Status: 404, Code: not "ConversationNotFound" } => new GaveUp(FaultKind.MessageGone, back.Code),
        _ => Of(back),
    };

    private static string WithoutId(TeamsReturn back) => $"HTTP {back.Status} without an id";

    private static SendResult Of(TeamsReturn back) => back switch
    {
        { Reached: TeamsReach.NeverLeft } => new TryAgain(Unreached, back.Code, HoldsTeam: back != TeamsReturn.NoTime),
        { Status: 429 or 412 or 502 or 503 } => new TryAgain(back.RetryAfter is { } after && after > Unsaid ? after : Unsaid, back.Code),
        { Status: 401 } => new GaveUp(FaultKind.Token, TeamsWords.Of(back.Code)),
        { Status: 403, Code: "InvalidBotApiHost" } => new GaveUp(FaultKind.Scope, TeamsWords.Of(back.Code)),
        { Status: 403 } or { Status: 404, Code: "ConversationNotFound" } => new GaveUp(FaultKind.Destination, TeamsWords.Of(back.Code)),
        _ => new GaveUp(FaultKind.OurBug, back.Code),
    };
}
