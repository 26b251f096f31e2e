using System.Text.Json;
using System.Text.RegularExpressions;

namespace BotCoach.Channels.Web;

/// <summary>Reads what the page sent and what the notes hold.</summary>
internal static partial class WebReader
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    internal static Inbound Inbound(Typed act, Chair chair) =>
        Command().Match(act.Words.Trim()) is { Success: true } slash
            ? new CommandTyped(act.Id, chair.Caller, slash.Groups["words"].Value) { Conversation = chair.Conversation }
            : new TextSaid(act.Id, chair.Caller, act.Words.Trim()) { Conversation = chair.Conversation };

    internal static Inbound Inbound(Pressed act, Chair chair) =>
        new ButtonPressed(act.Id, chair.Caller, act.Action, act.Value ?? "") { Conversation = chair.Conversation, MessageReference = act.Message };

    internal static Inbound Inbound(Submitted act, Chair chair) =>
        new FormSubmitted(act.Id, chair.Caller, act.Action, act.State ?? "", act.BasedOn, act.Values ?? [])
        {
            Conversation = chair.Conversation,
            MessageReference = act.Message,
        };

    internal static Inbound Inbound(Closed act, Chair chair) =>
        new FormClosed(act.Id, chair.Caller, act.Action, act.State ?? "") { Conversation = chair.Conversation };

    internal static LocalJump? Jump(Jumped act) => act.Jump switch
    {
        "morning" => LocalJump.TomorrowMorning,
        "week" => LocalJump.Week,
        _ => null,
    };

    /// <summary>Why an act is none, or null. Ids stand in keys, so they are plain.</summary>
    internal static string? Fault(Act act) => act switch
    {
        _ when act.Id is null || !ActId().IsMatch(act.Id) => "Please reload the page: what it sent has no id.",
        Typed { Words: null or "" } => "There are no words.",
        Typed { Words.Length: > 4000 } => "That is more than 4,000 characters. Please say it shorter, or drop it as a file.",
        Pressed { Action: null or "" } or Submitted { Action: null or "" } or Closed { Action: null or "" } => "Please reload the page: what it sent says not what to do.",
        Jumped jump when Jump(jump) is null => "The clock jumps to the next morning or a week on.",
        _ => null,
    };

    internal static Entry Note(string note) => JsonSerializer.Deserialize<Entry>(note, WebWriter.Kept)!;

    internal static Latest Latest(string note) => JsonSerializer.Deserialize<Latest>(note, WebWriter.Kept)!;

    [GeneratedRegex(@"^/coach(?:\s+(?<words>.*))?\z", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Command();

    [GeneratedRegex(@"^[A-Za-z0-9-]{8,64}\z")]
    private static partial Regex ActId();
}
