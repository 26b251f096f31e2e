using System.Security.Cryptography;
using System.Text;
using BotCoach.Storage;

namespace BotCoach.Deals;

/// <summary>
/// Which deals carry the same words, as a hash: the same text on five deals is not evidence, and to know that must not cost a scan.
/// </summary>
public sealed class SaidText : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }

    /// <summary>See <see cref="KeyOf"/>.</summary>
    public required string Key { get; init; }
    public required Guid DealId { get; init; }

    /// <summary>The criterion's id, or <c>fact:</c> and the fact's name.</summary>
    public required string Field { get; init; }

    /// <summary>The same for texts that differ in case, spaces and punctuation only.</summary>
    public static string KeyOf(string text)
    {
        var letters = new StringBuilder(text.Length);
        foreach (var c in text) if (char.IsLetterOrDigit(c)) letters.Append(char.ToLowerInvariant(c));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(letters.ToString())))[..32];
    }
}
