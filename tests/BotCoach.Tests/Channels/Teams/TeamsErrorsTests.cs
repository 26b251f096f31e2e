using System.Net;
using System.Net.Http.Headers;
using BotCoach.Channels;
using BotCoach.Channels.Teams;
using BotCoach.Tests.Harness;

namespace BotCoach.Tests.Channels.Teams;

/// <summary>What each of the Connector's answers makes of a message: error bodies of both shapes, and what has no answer at all.</summary>
public sealed class TeamsErrorsTests
{
    private const string Old = """{"errorCode":209,"message":"{\r\n  \"subCode\": \"MessageWritesBlocked\",\r\n  \"details\": \"blocked\"\r\n}"}""";

    [Theory]
    [InlineData(400, """{"error":{"code":"BadSyntax","message":"x"}}""", "OurBug", "OurBug")]
    [InlineData(401, """{"error":{"code":"BotNotRegistered","message":"x"}}""", "Token", "Token")]
    [InlineData(403, """{"error":{"code":"BotDisabledByAdmin","message":"x"}}""", "Destination", "Destination")]
    [InlineData(403, """{"error":{"code":"BotNotInConversationRoster","message":"x"}}""", "Destination", "Destination")]
    [InlineData(403, """{"error":{"code":"ConversationBlockedByUser","message":"x"}}""", "Destination", "Destination")]
    [InlineData(403, """{"error":{"code":"NotEnoughPermissions","message":"x"}}""", "Destination", "Destination")]
    [InlineData(403, Old, "Destination", "Destination")]
    [InlineData(403, """{"error":{"code":"InvalidBotApiHost","message":"x"}}""", "Scope", "Scope")]
    [InlineData(404, """{"error":{"code":"ConversationNotFound","message":"x"}}""", "Destination", "Destination")]
    [InlineData(404, """{"error":{"code":"ActivityNotFoundInConversation","message":"x"}}""", "OurBug", "MessageGone")]
    [InlineData(412, """{"error":{"code":"PreconditionFailed","message":"x"}}""", "again", "again")]
    [InlineData(413, """{"error":{"code":"MessageSizeTooBig","message":"x"}}""", "OurBug", "OurBug")]
    [InlineData(429, "<html>slow down</html>", "again", "again")]
    [InlineData(500, """{"error":{"code":"ServiceError","message":"x"}}""", "uncertain", "again")]
    [InlineData(502, "", "again", "again")]
    [InlineData(503, """{"error":{"code":"ServiceError","message":"x"}}""", "again", "again")]
    [InlineData(504, "", "uncertain", "again")]
    public async Task An_answer_is_somebodys_matter_or_passes(int status, string body, string ofNew, string ofEdit)
    {
        using var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body) };
        var back = await TeamsReturn.OfAsync(response, new FakeClock(), default);
        Assert.Equal((ofNew, ofEdit), (Word(TeamsErrors.OfNew(back)), Word(TeamsErrors.OfEdit(back))));
    }

    [Fact]
    public void What_never_left_is_sent_later_and_what_got_no_answer_may_have_arrived()
    {
        var (unsent, unanswered) = (TeamsReturn.NeverLeft("no route"), TeamsReturn.NoAnswer("no answer within 15 s"));
        Assert.Equal(("again", "again", "uncertain", "again"), (Word(TeamsErrors.OfNew(unsent)), Word(TeamsErrors.OfEdit(unsent)), Word(TeamsErrors.OfNew(unanswered)), Word(TeamsErrors.OfEdit(unanswered))));
    }

    [Theory]
    [InlineData("30", 30)]
    [InlineData("Mon, 02 Mar 2026 08:01:00 GMT", 60)]
    [InlineData(null, 5)]
    public async Task How_long_to_wait_is_said_in_seconds_or_as_an_instant_or_not_at_all(string? said, int seconds)
    {
        using var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        if (said is not null) response.Headers.RetryAfter = RetryConditionHeaderValue.Parse(said);
        var back = TeamsErrors.OfNew(await TeamsReturn.OfAsync(response, new FakeClock(), default));
        Assert.Equal(TimeSpan.FromSeconds(seconds), Assert.IsType<TryAgain>(back).After);
    }

    [Fact]
    public async Task The_sentence_says_what_is_wrong_and_keeps_Microsofts_word()
    {
        using var response = new HttpResponseMessage(HttpStatusCode.Forbidden) { Content = new StringContent(Old) };
        var gone = Assert.IsType<GaveUp>(TeamsErrors.OfNew(await TeamsReturn.OfAsync(response, new FakeClock(), default)));
        Assert.Equal("This person has blocked or removed BotCoach. (MessageWritesBlocked)", gone.Why);
    }

    private static string Word(SendResult result) => result switch
    {
        TryAgain => "again",
        Uncertain => "uncertain",
        GaveUp gone => gone.Kind.ToString(),
        _ => result.GetType().Name,
    };
}
