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
