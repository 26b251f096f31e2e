using BotCoach.Recaps;

namespace BotCoach.Tests.Recaps;

/// <summary>A name as it stands in notes, lists, links and stored messages.</summary>
public sealed class ForgottenNameTests
{
    private static readonly ForgottenName Dana = new("Dana Reyes", "d.reyes@acme.com");

    [Theory]
    [InlineData("Ask dana REYES, then Dana Reyes's boss", "Ask somebody, then somebody's boss")]
    [InlineData("Contact: Reyes, Dana (CFO)", "Contact: somebody (CFO)")]
    [InlineData("REYES DANA", "somebody")]
    [InlineData("to d.reyes@acme.com or dana.reyes@acme.com", "to somebody or somebody@acme.com")]
    [InlineData("https://files.example.com/dana-reyes/Dana%20Reyes.pdf", "https://files.example.com/somebody/somebody.pdf")]
    [InlineData("Danae Reyes and Dana Reyesman stay", "Danae Reyes and Dana Reyesman stay")]
    [InlineData("""{"is":"paragraph","text":["a\nDana Reyes",{"b":"Dana Reyes"}],"n":1}""", """{"is":"paragraph","text":["a\nsomebody",{"b":"somebody"}],"n":1}""")]
    [InlineData("""{"a": "nobody of theirs"}""", """{"a": "nobody of theirs"}""")]
    [InlineData("""{"a":"Dana Reyes","a":"x"}""", """{"a":"somebody","a":"x"}""")]
    [InlineData("[no JSON] Dana Reyes", "[no JSON] somebody")]
    public void The_name_is_taken_out_and_nothing_else(string text, string without) => Assert.Equal(without, Dana.Out(text));

    [Fact]
    public void A_part_alone_is_the_persons_only_where_that_is_said_and_never_the_deals_own_name()
    {
        Assert.Equal("Ask Dana", Dana.Out("Ask Dana"));
        Assert.Equal("Ask somebody, dana stays", Dana.Out("Ask Dana, dana stays", parts: true));
        Assert.Equal("Ask somebody of Reyes", Dana.On("Renewal Reyes").Out("Ask Dana of Reyes", parts: true));
        Assert.Equal("Will you call somebody?", new ForgottenName("Will Young-Meyer", null).Out("Will you call Meyer?", parts: true));
    }

    [Fact]
    public void What_a_database_is_asked_for_stands_in_every_form_of_the_name()
    {
        Assert.Equal([["dana", "reyes"], ["reyes", "acme", "com"]], Dana.Signs);
        Assert.Equal([["mile", "roux"]], new ForgottenName("Émile O'Roux", null).Signs);
        var cyrillic = new ForgottenName("Анна Ким", null).Signs.Select(Assert.Single).ToList();
        Assert.Contains("анна ким", cyrillic);
        Assert.Contains("\\u0410\\u043D\\u043D\\u0430 \\u041A\\u0438\\u043C", cyrillic);
    }
}
