using BotCoach.Recaps;
using BotCoach.Recaps.Writing;
using NodaTime;

namespace BotCoach.Tests.Recaps;

/// <summary>Who has which part in the decision, as sentences of the buyer's say it.</summary>
public sealed class SaidPartsTests
{
    [Theory]
    [InlineData("Priya signs off on anything over 50k.", "Priya", "economic-buyer")]
    [InlineData("Anything that big, Priya has to approve it.", "Priya", "economic-buyer")]
    [InlineData("It is Tom's budget.", "Tom", "economic-buyer")]
    [InlineData("It comes out of Tom's budget in the end.", "Tom", "economic-buyer")]
    [InlineData("Omar has the final say.", "Omar", "economic-buyer")]
    [InlineData("The decision is up to Omar Haddad.", "Omar Haddad", "economic-buyer")]
    [InlineData("You will need Omar's approval for that.", "Omar", "economic-buyer")]
    [InlineData("It has to be approved by Omar.", "Omar", "economic-buyer")]
    [InlineData("Our COO, Omar Haddad, controls the budget.", "Omar Haddad", "economic-buyer")]
    [InlineData("Priya is new here. She signs off on every tool.", "Priya", "economic-buyer")]
    [InlineData("That is my budget, so there is no need to wait.", "Dana Lee", "economic-buyer")]
    [InlineData("I sign the contract myself.", "Dana Lee", "economic-buyer")]
    [InlineData("I'll push for it internally.", "Dana Lee", "champion")]
    [InlineData("I will make the case to the board.", "Dana Lee", "champion")]
    [InlineData("Ana is going to champion this with the others.", "Ana", "champion")]
    [InlineData("Ana will run the evaluation.", "Ana", "user")]
    [InlineData("Ana uses it every day.", "Ana", "user")]
    [InlineData("My team will use it all day.", "Dana Lee", "user")]
    [InlineData("I put these numbers together by hand every week.", "Dana Lee", "user")]
    [InlineData("Piet will review the security of it.", "Piet", "technical")]
    [InlineData("Piet has to sign off on the security review.", "Piet", "technical")]
    [InlineData("Where is the data held, and is it encrypted? We have to be compliant.", "Dana Lee", "technical")]
    [InlineData("Lena has to approve the terms.", "Lena", "legal")]
    [InlineData("Lena redlines every contract.", "Lena", "legal")]
    [InlineData("Kim from procurement has to approve the spend.", "Kim", "procurement")]
    [InlineData("Kim handles our purchasing.", "Kim", "procurement")]
    [InlineData("Tom is not convinced.", "Tom", "blocker")]
    [InlineData("Tom will veto any new tool.", "Tom", "blocker")]
    [InlineData("Omar is the executive sponsor.", "Omar", "sponsor")]
    public void It_is_read_and_cited(string said, string name, string part)
    {
        var recap = Of($"Dana Lee: {said}");
        var person = recap.Stakeholders.Single(s => s.Name == name);
        Assert.Equal(part, RecapLines.PartOf(person));
        Assert.Contains(Said(said).Cues[1].Id, person.Cues);
    }

    [Theory]
    [InlineData("Priya does not sign off on that.")]
    [InlineData("Would Priya sign off on it?")]
    [InlineData("Priya used to hold the budget.")]
    [InlineData("It is not Tom's budget.")]
    [InlineData("Finance approves everything.")]
    [InlineData("Monday I am out, and Tuesday too.")]
    [InlineData("Nobody uses it every day.")]
    [InlineData("I cannot sign off on it.")]
    [InlineData("Priya is on the line with us from Berlin.")]
    [InlineData("Rita will push for it, as she said.")]
    public void What_says_it_of_nobody_gives_nobody_a_part(string said)
    {
        var people = Of($"Dana Lee: {said}").Stakeholders;
        Assert.All(people, p => Assert.Equal("other", RecapLines.PartOf(p)));
        Assert.Equal(["Dana Lee"], people.Select(p => p.Name));
    }

    [Fact]
    public void What_our_own_side_says_of_them_is_no_proof() => Assert.Equal(["Dana Lee"], Of("Rita: So Priya signs off on it.\nDana Lee: Let us see.").Stakeholders.Select(p => p.Name));

    [Fact]
    public void Of_several_parts_the_strongest_counts_and_both_sentences_stand_behind_a_title()
    {
        var recap = Of("Dana Lee: I use it every day.\nRita: Good to know.\nDana Lee: I will push for it internally, and our CFO, Omar Haddad, has to sign off on it.");
        Assert.Equal(("champion", "economic-buyer"), (RecapLines.PartOf(recap.Stakeholders.Single(s => s.Name == "Dana Lee")), RecapLines.PartOf(recap.Stakeholders.Single(s => s.Name == "Omar Haddad"))));
        Assert.Equal("CFO", recap.Stakeholders.Single(s => s.Name == "Omar Haddad").Role);
    }

    [Theory]
    [InlineData("economic buyer", "economic-buyer")]
    [InlineData("the decision-maker", "economic-buyer")]
    [InlineData("internal champion", "champion")]
    [InlineData("General Counsel", "legal")]
    [InlineData("VP of Sales", "other")]
    public void A_part_that_is_named_in_so_many_words_is_that_part(string role, string part) => Assert.Equal(part, RecapLines.RoleOf(role));

    private static Transcript Said(string said) => Transcripts.Read($"Rita: Thanks for the time, how do you decide on this?\nDana Lee: {said}\nRita: I see.\n");

    private static Recap Of(string lines) =>
        ExtractiveWriter.Write(Transcripts.Read($"Rita: Thanks for the time, how do you decide on this?\n{lines}\nRita: I see.\n"), RecapCall.On(new LocalDate(2026, 3, 2)) with { Ours = ["Rita"] });
}
