using BotCoach.Approvals;
using BotCoach.Channels;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using static BotCoach.Tests.Approvals.ApprovalTests;

namespace BotCoach.Tests.Approvals;

/// <summary>The company's rules: read line by line, every fault at its field, and applied in their order.</summary>
public sealed class ApprovalPolicyTests
{
    private static readonly Guid Ada = Guid.NewGuid(), Bea = Guid.NewGuid();

    private static readonly NamedDecider[] People =
        [new(Ada, "Ada Park", "ada@x.example", true), new(Bea, "Bea", null, true), new(Guid.NewGuid(), "Sam", null, false), new(Guid.NewGuid(), "Kim", null, true), new(Guid.NewGuid(), "Kim", null, true)];

    [Theory]
    [InlineData("discount over 20 %: Ada Park", "discount over 20 %: Ada Park")]
    [InlineData("Discount over 20: ada@x.example and the manager", "discount over 20 %: Ada Park and manager")]
    [InlineData("payment over 60 days, amount over 50,000: Bea or manager", "payment over 60 days, amount over 50000: Bea or manager")]
    [InlineData("other: manager, Bea", "other: manager and Bea")]
    [InlineData("term, discount over 5: manager", "term, discount over 5 %: manager")]
    [InlineData("anything: manager", "anything: manager")]
    public void A_rule_is_read_and_written_as_it_is_read(string typed, string written)
    {
        var (book, errors) = ApprovalPolicyRules.Read(null, typed, "16", "8", People);
        Assert.Empty(errors);
        Assert.Equal(written, ApprovalPolicyRules.Written(book!.Rules.Single(), new Dictionary<Guid, string> { [Ada] = "Ada Park", [Bea] = "Bea" }));
        Assert.Equal(book.Write(), ApprovalBook.Read(book.Write()).Write());
    }

    [Theory]
    [InlineData("rules", "discount over 20 %", "write when, a colon, and who decides")]
    [InlineData("rules", "discount above 20 %: manager", "I cannot read “discount above 20 %”")]
    [InlineData("rules", "discount up to 20 %: manager", "here it is over, not up to")]
    [InlineData("rules", "discount over 120 %: manager", "at most 100 %")]
    [InlineData("rules", "term over 12 days: manager", "a term is in months")]
    [InlineData("rules", "anything: Sam", "Sam is no manager and no admin")]
    [InlineData("rules", "anything: Kim", "several people are called Kim")]
    [InlineData("rules", "anything: Zoe", "nobody here is called Zoe")]
    [InlineData("rules", "anything: Bea and Ada Park or manager", "say either that all decide")]
    [InlineData("rules", "anything:", "say who decides")]
    [InlineData("advance", "amount up to 50,000", "name a discount, a payment or a term")]
    [InlineData("advance", "discount over 10 %", "here it is up to, not over")]
    [InlineData("advance", "nothing", "I cannot read “nothing”")]
    [InlineData("hours", "0", "a whole number from 1 to 200")]
    [InlineData("hours", "many", "a whole number from 1 to 200")]
    [InlineData("remind", "16", "Remind before the question ends")]
    public void A_fault_is_said_at_its_field(string field, string typed, string sentence)
    {
        string Of(string name, string otherwise) => field == name ? typed : otherwise;
        var (book, errors) = ApprovalPolicyRules.Read(Of("advance", ""), Of("rules", ""), Of("hours", "16"), Of("remind", "8"), People);
        Assert.Null(book);
        Assert.Contains(sentence, errors[field], StringComparison.Ordinal);
        Assert.Single(errors);
    }

    [Theory]
    [InlineData(10, null, null, null, 5000, true)]
    [InlineData(11, null, null, null, 5000, false)]
    [InlineData(10, 12, null, null, 5000, true)]
    [InlineData(10, 13, null, null, 5000, false)]
    [InlineData(10, null, 30, null, 5000, false)]
    [InlineData(10, null, null, "and free onboarding", 5000, false)]
    [InlineData(10, null, null, null, 50001, false)]
    [InlineData(10, null, null, null, null, false)]
    public void What_a_line_does_not_name_it_does_not_allow(int discount, int? term, int? days, string? words, int? amount, bool yes)
    {
        var (book, _) = ApprovalPolicyRules.Read("discount up to 10 %, term up to 12 months, amount up to 50,000", "", "16", "8", People);
        Assert.Equal(yes, ApprovalRules.InAdvance(book!, new AskedTerms(ApprovalKind.Discount, discount, days, term, words), amount) is not null);
    }

    [Fact]
    public void The_first_rule_that_fits_holds_and_an_amount_that_is_not_known_is_over()
    {
        var (book, _) = ApprovalPolicyRules.Read("", "discount over 20, amount over 50,000: Ada Park and Bea\ndiscount over 20: Ada Park\npayment: Bea", "16", "8", People);
        IReadOnlyList<Guid?> Who(ApprovalKind kind, decimal? discount, decimal? amount) => ApprovalRules.Route(book!, new AskedTerms(kind, discount, null, null, null), amount).Who;
        Assert.Equal([Ada, Bea], Who(ApprovalKind.Discount, 25, 60_000));
        Assert.Equal([Ada, Bea], Who(ApprovalKind.Discount, 25, null));
        Assert.Equal([Ada], Who(ApprovalKind.Discount, 25, 50_000));
        Assert.Equal([Bea], Who(ApprovalKind.Payment, null, 1));
        Assert.Equal([(Guid?)null], Who(ApprovalKind.Discount, 20, 60_000));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Only_an_admin_changes_them_and_not_what_another_has_just_changed(Db kind)
    {
        await using var house = await OpenAsync(kind);
        await house.Rita.TypesAsync("approvals rules");
        house.Rita.Sees("Nothing is approved in advance. The owner’s manager decides.");
        Assert.Null(house.Rita.Form);
        var other = await house.Host.AdminAsync("Olga");
        await house.Ada.TypesAsync("approvals rules");
        await other.TypesAsync("approvals rules");
        await house.Ada.FillsAsync(("advance", "discount up to 5 %"));
        await other.FillsAsync(("advance", "discount up to 50 %"));
        Assert.Contains("Another admin has changed the rules just now.", Assert.IsType<FormErrors>(other.LastReply).Errors[""], StringComparison.Ordinal);
        await house.Rita.TypesAsync("approvals rules");
        house.Rita.Sees("Approved in advance: discount up to 5 %.");
        var forged = await house.Host.ReceiveAsync(new FormSubmitted("forged", house.Mona.Caller, "approval.rules", "", 1, new Dictionary<string, string> { ["hours"] = "5", ["remind"] = "2" }));
        Assert.Equal("Only an admin can change the rules for approvals.", Assert.IsType<FormErrors>(forged).Errors[""]);
        Assert.Equal(1, await house.Host.ReadAsync(db => db.ApprovalPolicies.CountAsync()));
    }
}
