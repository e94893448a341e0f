using MeterFirmware.Core.Payment;

namespace MeterFirmware.Gbcs.Dlms
{
    /// <summary>Token gateway (class 115, 0-0:19.40.0.255): Add Credit (SMETS2 5.6.3.3).</summary>
    public sealed class TokenObjects : DlmsHandler
    {
        /// <summary>Method 1, enter.</summary>
        public const int Enter = 0;

        private TopUpEntry topUps;

        /// <inheritdoc/>
        public override void Use(TopUpEntry entry)
        {
            topUps = entry;
        }

        /// <inheritdoc/>
        public override int Invoke(int item, AxdrReader reader)
        {
            int at = reader.ReadOctets(Utrn.Digits);
            if (!reader.IsAtEnd)
            {
                return AccessResult.TypeUnmatched;
            }
            bool accepted = topUps.Enter(reader.Source, at) == CreditResult.Accepted;
            return accepted ? AccessResult.Success : AccessResult.OtherReason;
        }
    }
}
