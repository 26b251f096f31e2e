namespace BotCoach.Channels.Web;

/// <summary>What the playground keeps to. Whether it answers at all is the host's to say: see <see cref="ILocalHost.IsOpen"/>.</summary>
public sealed class WebOptions
{
    /// <summary>The largest single file that is taken, in bytes.</summary>
    public long LargestFile { get; set; } = 100L * 1024 * 1024;

    /// <summary>The most that is read of one upload, refused files included: what is beyond is cut off.</summary>
    public long LargestUpload { get; set; } = 1024L * 1024 * 1024;

    /// <summary>The most files in one upload.</summary>
    public int MostFiles { get; set; } = 20;

    /// <summary>The largest body of anything but an upload, in bytes.</summary>
    public int LargestAct { get; set; } = 256 * 1024;

    /// <summary>How many of the newest messages a page shows, and how many more each time it asks for earlier ones.</summary>
    public int History { get; set; } = 200;

    /// <summary>How often a page may ask for earlier ones: with every change, all that it shows is looked at.</summary>
    public int MostHistories { get; set; } = 50;

    /// <summary>How often an open page looks for what another instance wrote.</summary>
    public TimeSpan Poll { get; set; } = TimeSpan.FromSeconds(2);
}
