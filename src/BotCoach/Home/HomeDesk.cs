using BotCoach.Chat;
using BotCoach.People;

namespace BotCoach.Home;

/// <summary>Makes a home from what stands now, and has it shown where it was opened. The same as before is shown once.</summary>
public sealed class HomeDesk(HomeReading reading, Outbox outbox)
{
    public async Task ShowAsync(HomeTab tab, Person person, DateTimeOffset now, Lane lane)
    {
        tab.MadeAt = now;
        await outbox.ShowHomeAsync(person.Id, tab.At, HomeMessage.Of(await reading.OfAsync(person, now)), now, lane);
    }
}
