using MeterFirmware.Core.Payment;

namespace MeterFirmware.Gbcs.Dlms
{
    /// <summary>Supply State (script table, class 9; disconnect control, class 70) and load limiting of the ESME.</summary>
    public sealed class SupplyObjects : DlmsHandler
    {
        /// <summary>Method 1 of 0-0:10.0.106.255, execute: enable, disable or arm (SMETS2 5.6.3.7, 11, 12).</summary>
        public const int Script = 0;

        /// <summary>Attribute 3 of 0-0:96.3.10.255, control_state (SMETS2 5.7.5.32).</summary>
        public const int State = 1;

        /// <summary>Method 1 of 0-0:94.44.42.255, reset of the Load Limit Counter.</summary>
        public const int ResetLoadLimitCounter = 2;

        /// <summary>Attribute 2 of 0-0:94.44.0.4, Supply Tamper State (SMETS2 5.7.4.44): true for Locked.</summary>
        public const int TamperState = 3;

        /// <summary>Attribute 2 of class 9000, 0-0:94.44.0.3: Load Limit Supply State (5.7.4.22), true to disarm the supply.</summary>
        public const int LoadLimitState = 4;

        /// <summary>Attribute 2 of 0-0:94.44.42.255: Load Limit Counter.</summary>
        public const int LoadLimitCounter = 5;

        /// <summary>Attribute 3 of the counter: no scaler, no unit.</summary>
        public const int LoadLimitCounterUnit = 6;

        /// <summary>Attribute 4 of 0-0:17.0.0.255: Load Limit Power Threshold, W (5.7.4.20).</summary>
        public const int LoadLimitThreshold = 7;

        /// <summary>Attribute 6: Load Limit Period, seconds (5.7.4.19).</summary>
        public const int LoadLimitPeriod = 8;

        /// <summary>Attribute 7: Load Limit Restoration Period, seconds (5.7.4.21).</summary>
        public const int LoadLimitRestoration = 9;

        private const int NoUnit = 255;
        private const int EnableSupply = 0x004F; // ECS42
        private const int DisableSupply = 0x0050; // ECS43
        private const int ArmSupply = 0x0051; // ECS44
        private const int EnableScript = 51;
        private const int DisableScript = 52;
        private const int ArmScript = 54;

        private readonly PaymentEngine payment;

        /// <summary>Serves the supply of a meter.</summary>
        public SupplyObjects(PaymentEngine payment)
        {
            this.payment = payment;
        }

        /// <inheritdoc/>
        public override int Get(int item, OctetWriter writer)
        {
            if (item >= LoadLimitState)
            {
                WriteLoadLimit(item, writer);
                return AccessResult.Success;
            }
            if (item != State)
            {
                return AccessResult.ReadWriteDenied;
            }
            int state = payment.Supply.State;
            writer.WriteByte(AxdrTag.Enum);
            writer.WriteByte(
                state == SupplyState.Enabled ? 1
                : state == SupplyState.Armed ? 2
                : 0
            );
            return AccessResult.Success;
        }

        /// <inheritdoc/>
        public override int Set(int item, AxdrReader reader)
        {
            if (item != TamperState)
            {
                return AccessResult.ReadWriteDenied;
            }
            bool locks = reader.ReadBoolean();
            if (!reader.IsAtEnd)
            {
                return AccessResult.TypeUnmatched;
            }
            payment.Supply.LocksOnTamper = locks;
            return AccessResult.Success;
        }

        /// <inheritdoc/>
        public override int Invoke(int item, AxdrReader reader)
        {
            if (item == ResetLoadLimitCounter)
            {
                reader.ReadInt8();
                if (!reader.IsAtEnd)
                {
                    return AccessResult.TypeUnmatched;
                }
                payment.Load.ResetCounter();
                return AccessResult.Success;
            }
            int script = reader.ReadUInt16();
            if (!reader.IsAtEnd)
            {
                return AccessResult.TypeUnmatched;
            }
            return Execute(script) ? AccessResult.Success : AccessResult.OtherReason;
        }

        private void WriteLoadLimit(int item, OctetWriter writer)
        {
            switch (item)
            {
                case LoadLimitState:
                    writer.WriteByte(AxdrTag.Boolean);
                    writer.WriteByte(payment.Load.DisarmsSupply ? 1 : 0);
                    break;
                case LoadLimitCounter:
                    AxdrWriter.WriteUInt32(writer, payment.Load.Counter);
                    break;
                case LoadLimitCounterUnit:
                    AxdrWriter.WriteScalerUnit(writer, 0, NoUnit);
                    break;
                case LoadLimitThreshold:
                    AxdrWriter.WriteUInt32(writer, (int)payment.Load.ThresholdWatts);
                    break;
                case LoadLimitPeriod:
                    AxdrWriter.WriteUInt32(writer, (int)payment.Load.PeriodSeconds);
                    break;
                default:
                    AxdrWriter.WriteUInt32(writer, (int)payment.Load.RestorationSeconds);
                    break;
            }
        }

        private bool Execute(int script)
        {
            // What limits how often a party may disable supplies goes by the message code: no other may do it.
            switch (MessageCode)
            {
                case EnableSupply:
                    return script == EnableScript && payment.Supply.Enable(payment.HasCredit);
                case DisableSupply:
                    return script == DisableScript && payment.Supply.Disable();
                case ArmSupply:
                    return script == ArmScript && payment.Supply.Arm(payment.HasCredit);
                default:
                    return false;
            }
        }
    }
}
