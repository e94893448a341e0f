namespace MeterFirmware.Core.Customer
{
    /// <summary>
    /// The commands of a GSME that bring an Issuer Event ID for something in the customer's record. One that is older than
    /// the last has been overtaken: it is all that protects those of them that GBCS does not protect against replay.
    /// </summary>
    public static class CustomerEvent
    {
        /// <summary>Publish Change of Supplier: Contact Details.</summary>
        public const int Contact = 0;

        /// <summary>Display Message: its Message ID.</summary>
        public const int Message = 1;

        /// <summary>Update Site ID.</summary>
        public const int MeterPoint = 2;

        /// <summary>Update CIN.</summary>
        public const int CustomerNumber = 3;

        /// <summary>Request New Password Response: Disable Privacy PIN Protection.</summary>
        public const int PrivacyPin = 4;

        /// <summary>How many there are.</summary>
        public const int Count = 5;
    }
}
