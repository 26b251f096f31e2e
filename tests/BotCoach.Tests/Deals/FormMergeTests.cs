using BotCoach.Deals;
using static BotCoach.Tests.Deals.TestBook;

namespace BotCoach.Tests.Deals;

public sealed class FormMergeTests
{
    [Fact]
    public void What_both_changed_to_different_things_is_a_clash_and_nothing_else_is()
    {
        var deal = Filled(Deal());
        (deal.Account, deal.Segment) = ("theirs", "smb");
        var changes = new Dictionary<string, FieldChange>
        {
            ["account"] = new("old", null, Now), ["amount"] = new("500", null, Now), ["segment"] = new("old", null, Now),
        };
        var merge = FormMerge.Of(
            new Dictionary<string, string?> { ["account"] = "mine", ["amount"] = "500", ["segment"] = "smb", ["lead-source"] = "fair" }, DealSnapshot.Of(deal), changes);
        Assert.Equal(("account", "theirs"), Assert.Single(merge.Clashes.Select(c => (c.Field, c.Theirs))));
        Assert.Equal("12000", merge.Values["amount"]);
        Assert.Equal("fair", merge.Values["lead-source"]);
    }
}
