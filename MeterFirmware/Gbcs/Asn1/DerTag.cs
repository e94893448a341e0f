namespace MeterFirmware.Gbcs.Asn1
{
    /// <summary>The ASN.1 tags that GBCS payloads use here (X.690, universal class).</summary>
    public static class DerTag
    {
        /// <summary>INTEGER.</summary>
        public const int Integer = 0x02;

        /// <summary>OCTET STRING.</summary>
        public const int OctetString = 0x04;

        /// <summary>NULL.</summary>
        public const int Null = 0x05;

        /// <summary>GeneralizedTime.</summary>
        public const int GeneralizedTime = 0x18;

        /// <summary>SEQUENCE.</summary>
        public const int Sequence = 0x30;
    }
}
