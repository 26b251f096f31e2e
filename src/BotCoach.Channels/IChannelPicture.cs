using BotCoach.Channels.Slack;
using BotCoach.Channels.Teams;

namespace BotCoach.Channels;

/// <summary>
/// What a platform shows of a message, read back from what that platform's own writer wrote: so its limits, its order and its words hold, and the message can
/// be looked at where the platform is not.
/// </summary>
public interface IChannelPicture
{
    /// <summary>What the platform is called.</summary>
    string Platform { get; }

    /// <summary>The pieces of the message as it stands there, top to bottom.</summary>
    IReadOnlyList<PicturePiece> Of(Message message);
}

/// <summary>The platforms of which there is a picture, also where none of them is set up.</summary>
public static class ChannelPictures
{
    /// <summary>One of each.</summary>
    public static IReadOnlyList<IChannelPicture> All { get; } = [new SlackPicture(), new TeamsPicture()];
}

/// <summary>A part of a message as it stands on a platform.</summary>
public abstract record PicturePiece;

/// <summary>A line in large letters.</summary>
public sealed record PictureTitle(string Words) : PicturePiece;

/// <summary>Words, with their ends of lines.</summary>
/// <param name="Runs">What they say.</param>
/// <param name="Quiet">In small, pale letters.</param>
/// <param name="Close">It stands directly under what is above it.</param>
/// <param name="Quote">Somebody's words, with a line beside them.</param>
public sealed record PictureText(IReadOnlyList<PictureRun> Runs, bool Quiet = false, bool Close = false, bool Quote = false) : PicturePiece;

/// <summary>Words in two columns.</summary>
public sealed record PictureFields(IReadOnlyList<IReadOnlyList<PictureRun>> Fields) : PicturePiece;

/// <summary>A line of buttons.</summary>
public sealed record PictureButtons(IReadOnlyList<PictureButton> Buttons) : PicturePiece;

/// <summary>Pieces, and others at their right.</summary>
public sealed record PictureBeside(IReadOnlyList<PicturePiece> Left, IReadOnlyList<PicturePiece> Right) : PicturePiece;

/// <summary>Pieces that belong together.</summary>
public sealed record PictureBox(IReadOnlyList<PicturePiece> Pieces, bool Shaded) : PicturePiece;

/// <summary>How far something is, from 0 to 100.</summary>
public sealed record PictureBar(double Percent) : PicturePiece;

/// <summary>Bars with their names.</summary>
public sealed record PictureChart(string Title, IReadOnlyList<ChartPoint> Points) : PicturePiece;

/// <summary>A run of words in one hand.</summary>
public sealed record PictureRun(string Words, bool Bold = false, bool Link = false);

/// <summary>A button, as it looks there.</summary>
public sealed record PictureButton(string Words, Look Look);
