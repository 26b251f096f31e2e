using BotCoach.Deals;

namespace BotCoach.Sample;

/// <summary>The sample's deals: over all stages, most of them healthy, and one for each thing that a brief can say.</summary>
internal static class SampleDeals
{
    public const string Maya = "Maya Chen";
    public const string Jonas = "Jonas Weber";

    public static readonly IReadOnlyList<SampleDeal> All =
    [
        // Maya: no next step, overdue, too long, close date passed, ready to advance, and three that stay silent
        new(Maya, "Acme", "warehouse onboarding", 48_000, [31, 23, 11], ClosesIn: 52)
        {
            Champion = new("Dana Fox", "Head of Operations", "operations"), Buyer = new("Luis Ortega", "CFO", "finance"),
            Trigger = "Acme opened a second warehouse in Leeds and is hiring eight coordinators",
            Problem = "New warehouse staff need six weeks before they pick without help", Impact = "About 40,000 a quarter in overtime and mispicks",
            Outcome = "New staff pick alone after two weeks", Stack = "Printed checklists and a shared spreadsheet", StepMissingFor = 5,
        },
        new(Maya, "Borealis Health", "clinic rollout", 126_000, [58, 49, 36, 17], ClosesIn: 40)
        {
            Champion = new("Ingrid Sol", "Clinic Director", "clinics"), Buyer = new("Peter Aalto", "COO", "management"),
            Trigger = "Borealis took over four clinics in the spring", Problem = "Each clinic books patients its own way and nobody sees the free slots",
            Impact = "Nine percent of appointments stay empty, about 310,000 a year", Outcome = "One calendar over all clinics with under four percent empty",
            Stack = "Three booking tools and a call centre", Step = new("Technical review with their architect", -2, Confirmed: true), ChampionStrength = 4,
        },
        new(Maya, "Cobalt Freight", "dispatch desk", 64_000, [38, 26], ClosesIn: 70)
        {
            Champion = new("Ruth Mbeki", "Dispatch Lead", "dispatch"), Buyer = new("Alan Pierce", "Managing Director", "management"),
            Trigger = "Cobalt won the coastal route and doubled its night shifts", Problem = "Dispatchers retype each order into two systems at night",
            Impact = "Two full-time people and 14 late loads a month", Outcome = "Orders flow into dispatch without retyping",
            Stack = "A dispatch tool from 2014 and e-mail", Step = new("Call Ruth about who owns the budget", 3),
        },
        new(Maya, "Dunmore Foods", "supplier portal", 39_000, [77, 66, 51, 34, 15], ClosesIn: -4)
        {
            Champion = new("Nora Quinn", "Purchasing Manager", "purchasing"), Buyer = new("Sean Dunmore", "Owner", "management"),
            Trigger = "Dunmore was fined for a missing allergen certificate", Problem = "Certificates of 200 suppliers sit in mailboxes and expire unseen",
            Impact = "One fine of 25,000 and three stopped deliveries last year", Outcome = "No supplier without a valid certificate",
            Stack = "Mailboxes and a folder share", Step = new("Review the business case with Sean", 2, Confirmed: true), ChampionStrength = 3,
        },
        new(Maya, "Everline Insurance", "claims intake", 88_000, [44, 33, 12], ClosesIn: 61)
        {
            Champion = new("Tara Lind", "Head of Claims", "claims"), Buyer = new("Omar Haddad", "CFO", "finance"),
            Trigger = "Everline promised its brokers an answer within two days", Problem = "Half of all claims arrive with papers missing and go back and forth",
            Impact = "Eleven days to a decision and 3,200 calls a month", Outcome = "Two thirds of claims complete at first contact",
            Stack = "A form in PDF and a claims system with an API", Step = new("Show Tara's team the intake flow", 4), Proven = true,
        },
        new(Maya, "Fairview University", "student services", 210_000, [96, 84, 69, 47, 24, 9], ClosesIn: 24)
        {
            Champion = new("Helen Marsh", "Registrar", "registry"), Buyer = new("David Osei", "Finance Director", "finance"),
            Trigger = "Fairview merges three student offices in autumn", Problem = "Students ask the same thing at three desks and get three answers",
            Impact = "19 minutes a request over 90,000 requests a year", Outcome = "One desk that settles eight of ten requests at once",
            Stack = "Three ticket systems", Step = new("Walk through the proposal with legal", 4, Confirmed: true), ChampionStrength = 5,
        },
        new(Maya, "Granite Outfitters", "store scheduling", 22_000, [6], ClosesIn: 95)
        {
            Champion = new("Joy Palmer", "Store Operations", "stores"), Buyer = new("Mike Stone", "Founder", "management"),
            Trigger = "Granite opens two stores before summer", Problem = "Shift plans are made on paper in each store", Impact = "4 hours a week for each store manager",
            Outcome = "Plans made once for all stores", Stack = "Paper and a group chat", Step = new("Send Joy the first message about the new stores", 3),
        },
        new(Maya, "Pinnacle Legal", "matter intake", 57_000, [80, 71, 55], ClosesIn: -12)
        {
            Champion = new("Grace Wu", "Practice Manager", "practice"), Buyer = new("Robert Hale", "Partner", "partners"),
            Trigger = "Pinnacle merged with a firm from Bristol", Problem = "Conflict checks take two days in both offices", Impact = "6 lost mandates in a quarter",
            Outcome = "Conflict checks within an hour", Stack = "Two practice systems", Ended = DealStatus.Lost, EndedAgo = 20,
        },
        // Jonas: no next step on a large one, the buyer owes us a step, close date passed, too long, and three that stay silent
        new(Jonas, "Helios Energy", "field maintenance", 154_000, [82, 70, 53, 35, 13], ClosesIn: 33)
        {
            Champion = new("Katrin Bauer", "Head of Field Service", "field service"), Buyer = new("Marc Vogel", "CFO", "finance"),
            Trigger = "Helios took 300 turbines into its own service", Problem = "Crews drive out twice because the first visit lacks the right part",
            Impact = "1.4 visits a fault, about 520,000 a year", Outcome = "Nine of ten faults fixed on the first visit",
            Stack = "Work orders on paper and an ERP", StepMissingFor = 8, ChampionStrength = 3,
        },
        new(Jonas, "Ivory & Lane", "retail returns", 31_000, [19, 8], ClosesIn: 75)
        {
            Champion = new("Sofia Rossi", "Returns Lead", "logistics"), Buyer = new("James Lane", "CEO", "management"),
            Trigger = "Ivory & Lane now offers free returns", Problem = "Returned goods wait two weeks before they are on sale again", Impact = "About 70,000 of stock always in between",
            Outcome = "Returns back on sale within three days", Stack = "A shop system and scanners", Step = new("Discovery call with Sofia's team", 4, Confirmed: true),
        },
        new(Jonas, "Juniper Labs", "sample tracking", 72_000, [63, 52, 37, 16], ClosesIn: 47)
        {
            Champion = new("Aisha Rahman", "Lab Manager", "laboratory"), Buyer = new("Tom Keller", "Head of Operations", "operations"),
            Trigger = "Juniper is audited for its accreditation in the summer", Problem = "One sample in fifty cannot be traced to its shelf",
            Impact = "12 repeated tests a week and a finding in the last audit", Outcome = "Each sample found within a minute",
            Stack = "Labels and a spreadsheet", Step = new("Send us the list of instruments to connect", -3, Side.Buyer), ChampionStrength = 4,
        },
        new(Jonas, "Kestrel Robotics", "spare parts", 97_000, [101, 88, 72, 50, 29, 14], ClosesIn: -2)
        {
            Champion = new("Lena Hartmann", "After-Sales Lead", "after-sales"), Buyer = new("Viktor Braun", "CFO", "finance"),
            Trigger = "Kestrel promises spare parts within a day since January", Problem = "Stock of spare parts is known only once a week", Impact = "37 missed promises a month",
            Outcome = "Stock known by the hour", Stack = "An ERP with a nightly export", Step = new("Agree the redlines with their counsel", 3, Confirmed: true), ChampionStrength = 4,
        },
        new(Jonas, "Lumen Optics", "quality desk", 45_000, [29, 20, 7], ClosesIn: 66)
        {
            Champion = new("Eva Novak", "Quality Manager", "quality"), Buyer = new("Stefan Gruber", "Plant Director", "plant"),
            Trigger = "Lumen has a new customer from the car industry", Problem = "Complaints are answered from memory", Impact = "9 days to an answer where the customer allows 5",
            Outcome = "Answers within three days with proof", Stack = "E-mail and an old database", Step = new("Agree the success criteria in writing", 3, Confirmed: true),
        },
        new(Jonas, "Meridian Hotels", "housekeeping plans", 118_000, [88, 77, 62, 45], ClosesIn: 38)
        {
            Champion = new("Paula Gomes", "Rooms Director", "rooms"), Buyer = new("Henrik Dahl", "VP Finance", "finance"),
            Trigger = "Meridian renovates six houses while they stay open", Problem = "Rooms are cleaned in an order nobody plans", Impact = "Guests wait 40 minutes for one room in five",
            Outcome = "Rooms ready when guests arrive", Stack = "A hotel system and radio", Step = new("Set up a session with the house managers", 3), ChampionStrength = 2,
        },
        new(Jonas, "Northgate Dental", "recall letters", 18_500, [9], ClosesIn: 88)
        {
            Champion = new("Olga Petrova", "Practice Manager", "practice"), Buyer = new("Ben Carter", "Dentist and Owner", "management"),
            Trigger = "Northgate opened a third practice", Problem = "Nobody reminds patients of their check-up", Impact = "A third of patients come late",
            Outcome = "Every patient reminded in time", Stack = "A practice system without reminders", Step = new("Call Olga with the reminder example", 4),
        },
        new(Jonas, "Orchard Pharma", "cold chain records", 132_000, [120, 108, 90, 68, 47, 30], ClosesIn: -16)
        {
            Champion = new("Yara Silva", "Supply Chain Lead", "supply chain"), Buyer = new("Frank Moreau", "CFO", "finance"),
            Trigger = "Orchard began to ship vaccines", Problem = "Temperature records are pieced together after each delivery", Impact = "5 hours a delivery and 2 rejected loads",
            Outcome = "Records complete when the truck arrives", Stack = "Data loggers and a file share", ChampionStrength = 5,
            Ended = DealStatus.Won, EndedAgo = 16, Reason = "Records that pass an audit, shown on their own deliveries in the pilot",
        },
    ];
}
