namespace MeterFirmware.Core.Customer
{
    /// <summary>The texts of the customer's record: an octet for the length, then room for the longest.</summary>
    public static class CustomerField
    {
        /// <summary>Contact Details: the supplier's name, 1 to 15 octets (SMETS2 4.6.4.4, 5.7.4.8).</summary>
        public const int SupplierName = 0;

        /// <summary>Contact Details: the supplier's telephone number, 1 to 18 octets.</summary>
        public const int SupplierTelephone = 1;

        /// <summary>Supplier Message, up to 116 octets (4.6.4.24, 5.7.4.43).</summary>
        public const int Message = 2;

        /// <summary>
        /// MPRN (4.6.4.19), 1 to 32 octets; or MPAN (5.7.4.28), 13 octets and on two elements 13 more for the second.
        /// </summary>
        public const int MeterPoint = 3;

        /// <summary>Export MPAN (5.7.4.28), 13 octets.</summary>
        public const int ExportMeterPoint = 4;

        /// <summary>Customer Identification Number, up to 4 octets (4.6.4.7, 5.7.4.10).</summary>
        public const int CustomerNumber = 5;

        /// <summary>The privacy PIN, four octets 0 to 9; none where no customer has set one.</summary>
        public const int PrivacyPin = 6;

        /// <summary>How many there are.</summary>
        public const int Count = 7;

        /// <summary>The octets of all, with their lengths.</summary>
        public const int Length = 1 + 15 + 1 + 18 + 1 + 116 + 1 + 32 + 1 + 13 + 1 + 4 + 1 + 4;

        /// <summary>The longest that a field may be, octets.</summary>
        public static int LongestOf(int field)
        {
            switch (field)
            {
                case SupplierName:
                    return 15;
                case SupplierTelephone:
                    return 18;
                case Message:
                    return 116;
                case MeterPoint:
                    return 32;
                case ExportMeterPoint:
                    return 13;
                default:
                    return 4;
            }
        }

        /// <summary>Where a field begins, with its length.</summary>
        public static int OffsetOf(int field)
        {
            int offset = 0;
            for (int i = 0; i < field; i++)
            {
                offset += 1 + LongestOf(i);
            }
            return offset;
        }
    }
}
