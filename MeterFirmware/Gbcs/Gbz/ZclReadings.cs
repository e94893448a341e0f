using MeterFirmware.Core;
using MeterFirmware.Core.Payment;
using MeterFirmware.Core.Registers;

namespace MeterFirmware.Gbcs.Gbz
{
    /// <summary>The registers of the GSME and what their values are in, in the Metering, Price and Prepayment clusters.</summary>
    public sealed class ZclReadings : ZclHandler
    {
        /// <summary>0x0702, 0x0000 Current Summation Delivered: Consumption Register (SMETS2 4.6.5.4), litres.</summary>
        public const int Consumption = 0;

        /// <summary>0x0702, 0x0300 Unit of Measure: m3, in binary.</summary>
        public const int Unit = 1;

        /// <summary>0x0702, 0x0301 Multiplier.</summary>
        public const int Multiplier = 2;

        /// <summary>0x0702, 0x0302 Divisor.</summary>
        public const int Divisor = 3;

        /// <summary>0x0702, 0x0100 to 0x0106: the four registers of the Tariff TOU Register Matrix (4.6.5.20), litres.</summary>
        public const int Tou = 4;

        /// <summary>0x0702, 0x0700 to 0x0703: the four counters of the Tariff Block Counter Matrix (4.6.5.19), litres.</summary>
        public const int BlockCounters = 8;

        /// <summary>0x0705, 0x0002 Emergency Credit Remaining (4.6.5.8), millipence.</summary>
        public const int EmergencyCredit = 12;

        /// <summary>0x0705, 0x0005 Accumulated Debt (4.6.5.1), millipence.</summary>
        public const int AccumulatedDebt = 13;

        /// <summary>0x0705, 0x0211, 0x0221 and 0x0231 Debt Amount: Time Debt 1 and 2, Payment Debt (4.6.5.13, 4.6.5.21).</summary>
        public const int Debts = 14;

        /// <summary>0x0700, 0x0616 Currency: ISO 4217 (4.6.4.6).</summary>
        public const int Currency = 17;

        /// <summary>0x0700, 0x0617 Price Trailing Digit: money is in 0.00001 of the currency.</summary>
        public const int PriceTrailingDigit = 18;

        private const int CubicMetres = 0x01;
        private const int LitresPerCubicMetre = 1000;
        private const int Pounds = 826;
        private const int Euros = 978;
        private const int FiveDecimals = 0x50;

        private readonly MeterState state;

        /// <summary>Serves the registers of a meter.</summary>
        public ZclReadings(MeterState state)
        {
            this.state = state;
        }

        /// <inheritdoc/>
        public override bool IsPrivate(int item)
        {
            return item == Consumption || (item >= Tou && item < Currency);
        }

        /// <inheritdoc/>
        public override int Read(int item, OctetWriter writer)
        {
            TariffEngine tariff = state.Metering.Tariff;
            if (item >= Tou && item < BlockCounters)
            {
                ZclWriter.WriteUInt48(writer, tariff.GetTou(item - Tou));
                return ZclStatus.Success;
            }
            if (item >= BlockCounters && item < EmergencyCredit)
            {
                ZclWriter.WriteUInt48(writer, tariff.GetBlockCounter(item - BlockCounters, 0));
                return ZclStatus.Success;
            }
            if (item >= Debts && item < Currency)
            {
                ZclWriter.WriteInt32(writer, state.Debts.GetMillipence(item - Debts));
                return ZclStatus.Success;
            }
            return ReadOther(item, writer);
        }

        private int ReadOther(int item, OctetWriter writer)
        {
            switch (item)
            {
                case Consumption:
                    ZclWriter.WriteUInt48(writer, state.Consumption.Value);
                    break;
                case Unit:
                    writer.WriteByte(CubicMetres);
                    break;
                case Multiplier:
                    ZclWriter.WriteUInt24(writer, 1);
                    break;
                case Divisor:
                    ZclWriter.WriteUInt24(writer, LitresPerCubicMetre);
                    break;
                case EmergencyCredit:
                    ZclWriter.WriteInt32(writer, (int)state.Accounts.GetBalance(Account.EmergencyCredit));
                    break;
                case AccumulatedDebt:
                    ZclWriter.WriteInt32(writer, -(int)state.Accounts.GetBalance(Account.AccumulatedDebt));
                    break;
                case Currency:
                    ZclWriter.WriteUInt16(writer, state.Metering.IsPounds ? Pounds : Euros);
                    break;
                default:
                    writer.WriteByte(FiveDecimals);
                    break;
            }
            return ZclStatus.Success;
        }
    }
}
