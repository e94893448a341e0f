using MeterFirmware.Core;
using MeterFirmware.Core.Payment;

namespace MeterFirmware.Gbcs.Gbz
{
    /// <summary>The valve of the GSME: Change Supply (Metering cluster, command 0x0B), Supply Status and the battery.</summary>
    public sealed class ZclSupply : ZclHandler
    {
        /// <summary>Command 0x0B, Change Supply: close (SMETS2 4.5.3.10) or arm (4.5.3.7), by use case.</summary>
        public const int ChangeSupply = 0;

        /// <summary>Attribute 0x0014, Supply Status (SMETS2 4.6.5.18).</summary>
        public const int Status = 1;

        /// <summary>Attribute 0x0205, Remaining Battery Life in Days (SMETS2 4.6.5.16).</summary>
        public const int BatteryDays = 2;

        private const int SupplyStatusResponse = 0x0C;
        private const int StatusOff = 0;
        private const int StatusArmed = 1;
        private const int StatusOn = 2;
        private const int CloseValve = 0x0081; // GCS32

        private readonly MeterState state;
        private readonly PaymentEngine payment;
        private int provider;
        private long eventId;

        /// <summary>Serves the valve of a meter.</summary>
        public ZclSupply(MeterState state)
        {
            this.state = state;
            payment = state.Payment;
        }

        /// <inheritdoc/>
        public override int Read(int item, OctetWriter writer)
        {
            if (item == BatteryDays)
            {
                ZclWriter.WriteUInt16(writer, state.RemainingBatteryDays);
                return ZclStatus.Success;
            }
            writer.WriteByte(CurrentStatus);
            return ZclStatus.Success;
        }

        /// <inheritdoc/>
        public override int Run(int item, int messageCode, ZclReader reader)
        {
            provider = reader.ReadInt32();
            eventId = reader.ReadUInt32();
            reader.ReadUInt32(); // when it was asked for
            long time = reader.ReadUInt32();
            int wanted = reader.ReadByte();
            reader.ReadByte(); // supply control bits: an acknowledgement is always given
            if (!reader.IsAtEnd)
            {
                return ZclStatus.MalformedCommand;
            }
            bool closes = messageCode == CloseValve;
            bool right = time == 0 && wanted == (closes ? StatusOff : StatusArmed);
            if (!right || payment.Issuer.IsOlder(IssuerEvent.ChangeSupply, eventId))
            {
                return ZclStatus.InvalidField;
            }
            if (payment.Supply.IsExempt)
            {
                return ZclStatus.UnsupportedClusterCommand;
            }
            if (!(closes ? payment.Supply.Disable() : payment.Supply.Arm(payment.HasCredit)))
            {
                return ZclStatus.Failure;
            }
            payment.Issuer.Accept(IssuerEvent.ChangeSupply, eventId);
            return ZclStatus.Success;
        }

        /// <inheritdoc/>
        public override int WriteResponse(int item, int status, OctetWriter reply)
        {
            if (status != ZclStatus.Success)
            {
                return 0;
            }
            reply.WriteByte(SupplyStatusResponse);
            ZclWriter.WriteInt32(reply, provider);
            ZclWriter.WriteInt32(reply, (int)eventId);
            ZclWriter.WriteInt32(reply, 0); // done at once
            reply.WriteByte(CurrentStatus);
            return ZclFrame.ClusterCommand;
        }

        private int CurrentStatus
        {
            get
            {
                if (payment.IsSupplyOn)
                {
                    return StatusOn;
                }
                return payment.Supply.State == SupplyState.Armed ? StatusArmed : StatusOff;
            }
        }
    }
}
