namespace MeterFirmware.Core.Payment
{
    /// <summary>
    /// Where the payment side stands in the hot image: offsets in octets, within <see cref="State.ImageLayout"/>. The
    /// accounts, the rates and the percentage stay where they are. Zero is the right beginning for everything here.
    /// </summary>
    public static class PaymentLayout
    {
        /// <summary>The first octet of the payment side.</summary>
        public const int Start = 1536;

        /// <summary>One octet, a <see cref="Payment.SupplyState"/>.</summary>
        public const int Supply = Start;

        /// <summary>One octet: 1 while a load limit holds the supply off, 2 if tampering locks it, 4 while the cover is off.</summary>
        public const int SupplyFlags = Supply + 1;

        /// <summary>One octet: what is so now and was told, so that it is told once.</summary>
        public const int Conditions = SupplyFlags + 1;

        /// <summary>One octet: UTRNs entered by hand and rejected since the last good one.</summary>
        public const int BadEntries = Conditions + 1;

        /// <summary>Four octets for each setting of <see cref="PaymentSetting"/>: what is in force.</summary>
        public const int Settings = BadEntries + 1;

        /// <summary>Four octets for each setting: what waits for its activation.</summary>
        public const int PassiveSettings = Settings + 4 * PaymentSetting.Count;

        /// <summary>
        /// Four octets for each setting: when it becomes active, seconds since 2000-01-01T00:00:00Z; 0 for never.
        /// </summary>
        public const int Activations = PassiveSettings + 4 * PaymentSetting.Count;

        /// <summary>Four octets, Standing Charge in millipence a day.</summary>
        public const int StandingCharge = Activations + 4 * PaymentSetting.Count;

        /// <summary>Four octets: the last full hour whose collections are done; 0 before time was first known.</summary>
        public const int SettledHour = StandingCharge + 4;

        /// <summary>Eight octets, the GSME's credit mode balance (<see cref="Account.BillToDate"/>).</summary>
        public const int BillToDate = SettledHour + 4;

        /// <summary>Eight octets, the highest UTRN counter accepted.</summary>
        public const int UtrnHighest = BillToDate + 8;

        /// <summary>A bit for each of the last UTRN counters, the highest first.</summary>
        public const int UtrnSeen = UtrnHighest + 8;

        /// <summary>The octets of those bits.</summary>
        public const int UtrnSeenLength = 32;

        /// <summary>Four octets for each <see cref="IssuerEvent"/>: the newest id.</summary>
        public const int IssuerEvents = UtrnSeen + UtrnSeenLength;

        /// <summary>The payments of the rate cap's window: one octet how many, then time (4) and amount (4) of each.</summary>
        public const int CapWindow = IssuerEvents + 4 * IssuerEvent.Count;

        /// <summary>The most payments that the window holds singly.</summary>
        public const int CapWindowEntries = 16;

        /// <summary>The newest collections: one octet where the next goes, then debt (1), time (4), amount (4) of each.</summary>
        public const int Collections = CapWindow + 1 + 8 * CapWindowEntries;

        /// <summary>How many of the newest collections are kept.</summary>
        public const int CollectionEntries = 5;

        /// <summary>The newest credits: one octet where the next goes, then time (4) and amount (4) of each.</summary>
        public const int Credits = Collections + 1 + 9 * CollectionEntries;

        /// <summary>How many of the newest credits are kept (Billing Data Log, SMETS2 4.6.5.3, 5.7.5.10).</summary>
        public const int CreditEntries = 5;

        /// <summary>Four octets, Load Limit Counter.</summary>
        public const int LoadLimitCounter = Credits + 1 + 8 * CreditEntries;

        /// <summary>Alerts that wait to be sent: one octet how many, then code (2) and time (4) of each.</summary>
        public const int Alerts = LoadLimitCounter + 4;

        /// <summary>How many alerts can wait.</summary>
        public const int AlertEntries = 8;

        /// <summary>
        /// The future-dated Set Payment Mode whose outcome is to be told: originator counter (8), message code (1), slot of who
        /// sent it plus one, 0 for none (1).
        /// </summary>
        public const int ModeCommand = Alerts + 1 + 6 * AlertEntries;

        /// <summary>The octets of a command whose outcome is to be told.</summary>
        public const int OutcomeCommandLength = 10;

        /// <summary>The future-dated Update Prepayment Configuration, likewise.</summary>
        public const int ConfigurationCommand = ModeCommand + OutcomeCommandLength;

        /// <summary>Two octets: what of these commands has happened and is to be told (<see cref="FutureDatedOutcomes"/>).</summary>
        public const int OutcomeFlags = ConfigurationCommand + OutcomeCommandLength;

        /// <summary>One past the last octet.</summary>
        public const int End = OutcomeFlags + 2;
    }
}
