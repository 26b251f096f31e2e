using BotCoach.Digests;

namespace BotCoach.Admin.Pages;

/// <summary>The digests that were sent: a manager's own, an admin's everybody's.</summary>
public sealed class DigestsModel(DigestKept kept) : ConsolePage
{
    public IReadOnlyList<SentDigest> Sent { get; private set; } = [];

    public async Task OnGetAsync() => Sent = await kept.ListAsync(Visitor.Person);
}
