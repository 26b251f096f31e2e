using Microsoft.AspNetCore.DataProtection;

namespace BotCoach.Meetings;

/// <summary>The secret addresses of people's calendars: kept unreadable without the host's ring of keys, and never said again.</summary>
public sealed class CalendarKeys(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("calendar-feed");

    public string Protect(string address) => _protector.Protect(address);

    public string Read(CalendarFeed feed) => _protector.Unprotect(feed.Secret);
}
