using BotCoach.Channels;
using BotCoach.People;

namespace BotCoach.Home;

/// <summary>The first words to somebody who has added the bot to their own chat.</summary>
public static class HomeGreeting
{
    public static Message Of(Person person)
    {
        var hello = person.Name.Split(' ', 2) is [{ Length: > 0 } first, ..] ? $"Hello {first}." : "Hello.";
        if (person.Role == Role.Reader) return ReaderMessage.Greeting(hello);
        List<Block> blocks =
        [
            new Paragraph($"{hello} I keep an eye on your deals: one short brief on working mornings, and each deal's checklist, walked with you in chat."),
            new Paragraph("Drop a CSV file of your deals into this chat, or begin with one. Type any part of a deal's name to open it."),
            Buttons.Of(new Button("New deal", "deal.new", Look: Look.Main), new Button("What I can type", "deal.help")),
        ];
        if (person.Role == Role.Admin) blocks.Insert(2, new Paragraph($"To set it up for your company, step by step, type {Text.Type("setup")}."));
        if (person.Role == Role.Admin) blocks.Insert(3, new Paragraph($"If your company has BotCoach elsewhere already, make a code with {Text.Strong("join")} there, and type {Text.Type("join CODE")} here.", Quiet: true));
        return new Message($"{hello} I am BotCoach: I keep an eye on your deals.", blocks);
    }
}
