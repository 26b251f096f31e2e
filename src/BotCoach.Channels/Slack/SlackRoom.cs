namespace BotCoach.Channels.Slack;

/// <summary>Where blocks go: how much there is room for, and whether charts and buttons may stand there.</summary>
internal sealed record SlackRoom(StretchRoom Room, bool Charts, bool Buttons)
{
    private const int IdOfABlock = 30; // {"block_id":"AbC1d"} is added by Slack

    /// <summary>
    /// Slack takes 50 blocks and, undocumented, about 13,200 characters of them as JSON, with the ids that it adds itself
    /// (<c>msg_blocks_too_long</c>, https://github.com/slackapi/bolt-js/issues/2509).
    /// </summary>
    internal static readonly SlackRoom Message = new(new StretchRoom(50, 12_000, Characters, SlackBlocks.Context), Charts: true, Buttons: true);

    /// <summary>An answer that nobody can edit later.</summary>
    internal static readonly SlackRoom Answer = Message with { Buttons = false };

    /// <summary>A view takes 100 blocks and 250 KB; a character can take six bytes.</summary>
    internal static readonly SlackRoom Home = new(new StretchRoom(100, 40_000, Characters, SlackBlocks.Context), Charts: false, Buttons: true);

    internal static readonly SlackRoom Modal = Home with { Buttons = false };

    private static int Characters(string json) => json.Length + IdOfABlock;
}
