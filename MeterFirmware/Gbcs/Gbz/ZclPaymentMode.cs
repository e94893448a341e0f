using MeterFirmware.Core.Payment;

namespace MeterFirmware.Gbcs.Gbz
{
    /// <summary>Payment Control Configuration: of its values GBCS has five, for the mode and its two suspensions.</summary>
    public static class ZclPaymentMode
    {
        /// <summary>The value of <see cref="PaymentSetting.Mode"/> that a configuration means.</summary>
        /// <returns>It, or -1 if the configuration is none of the five.</returns>
        public static int Unpack(int configuration)
        {
            switch (configuration)
            {
                case 0x0C94:
                    return PaymentSettings.PackMode(PaymentMode.Credit, false, false);
                case 0x0497:
                    return PaymentSettings.PackMode(PaymentMode.Prepayment, true, true);
                case 0x0097:
                    return PaymentSettings.PackMode(PaymentMode.Prepayment, false, true);
                case 0x0C97:
                    return PaymentSettings.PackMode(PaymentMode.Prepayment, true, false);
                case 0x0897:
                    return PaymentSettings.PackMode(PaymentMode.Prepayment, false, false);
                default:
                    return -1;
            }
        }
    }
}
