using BotCoach.Stages;

namespace BotCoach.Tests.Stages;

public sealed class ProcessRulesTests
{
    private static readonly Process Default = New("default", 1, p => p.IsDefault = true);
    private static readonly Process Smb = New("smb", 2, p => p.Segment = "SMB");
    private static readonly Process Partner = New("partner", 3, p => p.LeadSource = "Partner");
    private static readonly Process Renewal = New("renewal", 4, p => (p.Segment, p.DealType) = ("smb", "Renewal"));

    [Theory]
    [InlineData(null, null, null, "default")]
    [InlineData("smb", null, null, "smb")]
    [InlineData(" Smb ", "partner", null, "smb")]
    [InlineData("enterprise", "partner", null, "partner")]
    [InlineData("enterprise", "web", "renewal", "default")]
    [InlineData("smb", "web", "renewal", "smb")]
    [InlineData("smbs", null, null, "default")]
    [InlineData("", "", "", "default")]
    public void The_first_that_matches_by_order_else_the_default(string? segment, string? source, string? type, string expected) =>
        Assert.Equal(expected, ProcessRules.Choose([Renewal, Partner, Smb, Default], segment, source, type)!.Name);

    [Fact]
    public void A_process_that_asks_nothing_and_is_not_the_default_is_for_no_deal() =>
        Assert.Equal("default", ProcessRules.Choose([Default, New("all", 9, _ => { })], "smb", null, null)!.Name);

    [Fact]
    public void Without_a_match_and_a_default_there_is_none() => Assert.Null(ProcessRules.Choose([Smb], "enterprise", null, null));

    [Theory]
    [InlineData("SMB", 3)]
    [InlineData(" smb ", 3)]
    [InlineData("enterprise", 14)]
    [InlineData(null, 14)]
    public void A_guideline_knows_a_segment_in_any_case(string? segment, int days) =>
        Assert.Equal(days, new Guideline(14, "ours") { BySegment = new Dictionary<string, int> { ["smb"] = 3 } }.For(segment));

    private static Process New(string name, int ordinal, Action<Process> set)
    {
        var process = new Process { WorkspaceId = Guid.Empty, Id = Guid.NewGuid(), Name = name, Ordinal = ordinal };
        set(process);
        return process;
    }
}
