using MeterFirmware.Core.Payment;

namespace MeterFirmware.Gbcs.Dlms
{
    /// <summary>
    /// Charge (class 113) for Time Debt 1, Time Debt 2 and Payment Debt. An item that exists for each debt has the number of
    /// the first plus the <see cref="Debt"/>.
    /// </summary>
    public sealed class DebtObjects : DlmsHandler
    {
        /// <summary>Attribute 6, unit_charge_passive (SMETS2 5.7.4.12).</summary>
        public const int PassiveRate = 0;

        /// <summary>Attribute 8, period.</summary>
        public const int Period = 2;

        /// <summary>Method 2, activate_passive_unit_charge.</summary>
        public const int ActivateRate = 4;

        /// <summary>Attribute 13, proportion (SMETS2 5.7.4.11).</summary>
        public const int RecoveryPerPayment = 6;

        /// <summary>Method 4, update_total_amount_remaining (SMETS2 5.6.3.5).</summary>
        public const int Adjust = 7;

        /// <summary>Method 5, set_total_amount_remaining, to zero only (SECMP0002).</summary>
        public const int Reset = 10;

        /// <summary>Attribute 5, unit_charge_active (5.7.4.12).</summary>
        public const int ActiveRate = 13;

        private readonly DebtRegisters debts;

        /// <summary>Serves the debts of a meter.</summary>
        public DebtObjects(DebtRegisters debts)
        {
            this.debts = debts;
        }

        /// <inheritdoc/>
        public override int Get(int item, OctetWriter writer)
        {
            if (item == RecoveryPerPayment)
            {
                writer.WriteByte(AxdrTag.UInt16);
                writer.WriteUInt16(debts.RecoveryPerPayment);
            }
            else if (item >= ActiveRate)
            {
                WriteRate(item - ActiveRate, writer);
            }
            else
            {
                AxdrWriter.WriteUInt32(writer, debts.GetPeriodSeconds(item - Period));
            }
            return AccessResult.Success;
        }

        // Of time: no commodity that it would be scaled to, and one charge without an index.
        private void WriteRate(int debt, OctetWriter writer)
        {
            writer.WriteOctets(RateHead, 0, RateHead.Length);
            writer.WriteByte(debts.GetRateScale(debt));
            writer.WriteOctets(RateCommodity, 0, RateCommodity.Length);
            writer.WriteUInt16(debts.GetRateCharge(debt));
        }

        /// <inheritdoc/>
        public override int Set(int item, AxdrReader reader)
        {
            if (item == RecoveryPerPayment)
            {
                int proportion = reader.ReadUInt16();
                return reader.IsAtEnd ? ResultOf(debts.SetRecoveryPerPayment(proportion)) : AccessResult.TypeUnmatched;
            }
            if (item >= Period)
            {
                long periodSeconds = reader.ReadUInt32();
                return reader.IsAtEnd
                    ? ResultOf(debts.SetPeriod(item - Period, periodSeconds))
                    : AccessResult.TypeUnmatched;
            }
            return SetPassiveRate(item - PassiveRate, reader);
        }

        /// <inheritdoc/>
        public override int Invoke(int item, AxdrReader reader)
        {
            if (item >= Reset)
            {
                return InvokeReset(item - Reset, reader);
            }
            if (item >= Adjust)
            {
                int incrementMillipence = reader.ReadInt32();
                return reader.IsAtEnd
                    ? ResultOf(debts.Adjust(item - Adjust, incrementMillipence))
                    : AccessResult.TypeUnmatched;
            }
            reader.ReadInt8();
            if (!reader.IsAtEnd)
            {
                return AccessResult.TypeUnmatched;
            }
            debts.ActivatePassiveRate(item - ActivateRate);
            return AccessResult.Success;
        }

        private int InvokeReset(int debt, AxdrReader reader)
        {
            int amountMillipence = reader.ReadInt32();
            if (!reader.IsAtEnd)
            {
                return AccessResult.TypeUnmatched;
            }
            // SECMP0002 resets; setting a debt to an amount is not a command of any meter.
            if (amountMillipence != 0)
            {
                return AccessResult.OtherReason;
            }
            debts.Reset(debt);
            return AccessResult.Success;
        }

        private int SetPassiveRate(int debt, AxdrReader reader)
        {
            reader.ReadStructure(3);
            reader.ReadStructure(2);
            int commodityScale = reader.ReadInt8();
            int priceScale = reader.ReadInt8();
            reader.ReadStructure(3);
            reader.ReadUInt16();
            reader.ReadOctets(6);
            reader.ReadInt8();
            bool single = reader.ReadArray() == 1;
            reader.ReadStructure(2);
            reader.ReadOctets(0);
            int charge = reader.ReadInt16();
            if (!reader.IsAtEnd || !single)
            {
                return AccessResult.TypeUnmatched;
            }
            // A debt is recovered by time: there is no commodity that the charge could be scaled to.
            return commodityScale == 0
                ? ResultOf(debts.SetPassiveRate(debt, charge, priceScale))
                : AccessResult.OtherReason;
        }

        private static int ResultOf(int debtResult)
        {
            return debtResult == DebtResult.Done ? AccessResult.Success : AccessResult.OtherReason;
        }

        // csharpier-ignore
        private static readonly byte[] RateHead =
        {
            AxdrTag.Structure, 3, AxdrTag.Structure, 2, AxdrTag.Int8, 0, AxdrTag.Int8,
        };

        // csharpier-ignore
        private static readonly byte[] RateCommodity =
        {
            AxdrTag.Structure, 3, AxdrTag.UInt16, 0, 0, AxdrTag.OctetString, 6, 0, 0, 0, 0, 0, 0, AxdrTag.Int8, 0,
            AxdrTag.Array, 1, AxdrTag.Structure, 2, AxdrTag.OctetString, 0, AxdrTag.Int16,
        };
    }
}
