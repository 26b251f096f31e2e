using System.Security.Cryptography;
using System.Text;

namespace BotCoach.Nudges;

/// <summary>Nudges of a rule on the two sides of a hold-out, and how many of each were cleared in time.</summary>
public sealed record HoldOutCount(string Rule, int Shown, int ShownCleared, int Held, int HeldCleared)
{
    /// <summary>By how much more often a deal is put right when somebody is told.</summary>
    public Share Lift => Precision.Difference(Precision.Of(ShownCleared, Shown), Precision.Of(HeldCleared, Held));
}

/// <summary>
/// Which nudges nobody is shown, to measure whether a rule changes anything: drawn by lot once for each occurrence, so that whoever judges it again draws
/// the same. Both sides are counted from when the fact was found, shown at last or not. Pure.
/// </summary>
public static class HoldOut
{
    /// <summary>What is cleared within so many days counts as cleared.</summary>
    public const int WithinDays = 7;

    public const int MostPercent = 50;

    public static bool Draws(Guid dealId, string rule, string occurrence, int percent)
    {
        if (percent <= 0) return false;
        var lot = SHA256.HashData(Encoding.UTF8.GetBytes($"{dealId:N}/{rule}/{occurrence}"));
        return BitConverter.ToUInt32(lot) % 100 < percent;
    }
}
