using MeterFirmware.Core.Payment;

namespace MeterFirmware.Gbcs.Dlms
{
    /// <summary>
    /// The payment settings of the ESME: the passive Account (class 111) and the objects of class 9000 with a value that
    /// waits and the time at which it becomes active. An item that exists for each <see cref="PaymentSetting"/> has the number
    /// of the first plus the setting.
    /// </summary>
    public sealed class PaymentObjects : DlmsHandler
    {
        /// <summary>Attribute 4 of class 9000, value_passive.</summary>
        public const int Passive = 0;

        /// <summary>Attribute 6 of class 9000, activate_passive_value_time; attribute 13 of the Account for the mode.</summary>
        public const int Activation = 16;

        /// <summary>Attribute 2 of class 9000, value_active, which ECS08 sets for the Maximum Meter Balance.</summary>
        public const int Active = 32;

        /// <summary>Attribute 2 of the passive Account, account_mode_and_status.</summary>
        public const int AccountMode = 48;

        /// <summary>Attribute 11 of the passive Account, credit_charge_configuration.</summary>
        public const int AccountConfiguration = 49;

        /// <summary>The passive value of the rate cap's period, which is a week and nothing else.</summary>
        public const int CapPeriod = 50;

        /// <summary>The activation time of the rate cap's period.</summary>
        public const int CapPeriodActivation = 51;

        /// <summary>Attribute 2 of the active Account (0-0:19.0.0.255), account_mode_and_status: Payment Mode (5.7.4.31).</summary>
        public const int ActiveMode = 52;

        /// <summary>Attribute 19 of the active Account, max_provision_period: a week, seconds (5.7.4.13).</summary>
        public const int ActiveCapPeriod = 53;

        /// <summary>Attribute 11 of the active Account, credit_charge_configuration.</summary>
        public const int ActiveConfiguration = 54;

        private const int SetPrepaymentMode = 0x001B; // ECS03
        private const int ModeCredit = 1;
        private const int ModePrepayment = 2;
        private const int StatusNew = 1;
        private const int StatusActive = 2;

        private readonly PaymentEngine payment;
        private readonly bool isTwin;

        /// <summary>Serves the settings of a meter.</summary>
        /// <param name="payment">Has them.</param>
        /// <param name="isTwin">Whether the meter has two elements.</param>
        public PaymentObjects(PaymentEngine payment, bool isTwin)
        {
            this.payment = payment;
            this.isTwin = isTwin;
        }

        /// <inheritdoc/>
        public override int Get(int item, OctetWriter writer)
        {
            switch (item)
            {
                case ActiveMode:
                    WriteMode(writer);
                    break;
                case ActiveConfiguration:
                    ChargeConfiguration.Write(payment.Settings, isTwin, writer);
                    break;
                case ActiveCapPeriod:
                    AxdrWriter.WriteInt32(writer, RecoveryCapWindow.WindowSeconds);
                    break;
                case Active + PaymentSetting.RateCap:
                    writer.WriteByte(AxdrTag.UInt16);
                    writer.WriteUInt16(payment.Settings.Get(PaymentSetting.RateCap));
                    break;
                case Active + PaymentSetting.DisablementThreshold:
                    writer.WriteByte(AxdrTag.Array);
                    writer.WriteByte(1);
                    AxdrWriter.WriteInt32(writer, payment.Settings.DisablementThreshold);
                    break;
                default:
                    AxdrWriter.WriteInt32(writer, payment.Settings.Get(item - Active));
                    break;
            }
            return AccessResult.Success;
        }

        private void WriteMode(OctetWriter writer)
        {
            writer.WriteByte(AxdrTag.Structure);
            writer.WriteByte(2);
            writer.WriteByte(AxdrTag.Enum);
            writer.WriteByte(payment.Settings.Mode == PaymentMode.Prepayment ? ModePrepayment : ModeCredit);
            writer.WriteByte(AxdrTag.Enum);
            writer.WriteByte(StatusActive);
        }

        /// <inheritdoc/>
        public override int Set(int item, AxdrReader reader)
        {
            switch (item)
            {
                case AccountMode:
                    return SetMode(reader);
                case AccountConfiguration:
                    return SetConfiguration(reader);
                case CapPeriod:
                    int periodSeconds = reader.ReadInt32();
                    return Judge(reader, periodSeconds == RecoveryCapWindow.WindowSeconds);
                case CapPeriodActivation:
                    return ActivateCapPeriod(reader);
                default:
                    return SetSetting(item, reader);
            }
        }

        private int SetSetting(int item, AxdrReader reader)
        {
            if (item >= Active)
            {
                int active = reader.ReadInt32();
                // What waits becomes the same, so that its activation in the same command changes nothing.
                return Judge(
                    reader,
                    reader.IsAtEnd && payment.SetPassive(item - Active, active) && payment.Apply(item - Active, active)
                );
            }
            if (item >= Activation)
            {
                long moment = CosemTime.Read(reader);
                return Judge(reader, reader.IsAtEnd && payment.Activate(item - Activation, moment));
            }
            int value = item - Passive == PaymentSetting.RateCap ? reader.ReadUInt16() : reader.ReadInt32();
            return Judge(reader, reader.IsAtEnd && payment.SetPassive(item - Passive, value));
        }

        // The period is a week and nothing else, and it becomes active with the amount: another moment would mean nothing.
        private int ActivateCapPeriod(AxdrReader reader)
        {
            long moment = CosemTime.Read(reader);
            int amountMoment = payment.GetActivation(PaymentSetting.RateCap);
            bool right = moment != CosemTime.Invalid && (amountMoment == 0 || amountMoment == moment);
            if (right && reader.IsAtEnd)
            {
                payment.ActivateBeside(FutureDatedOutcomes.CapPeriod, amountMoment);
            }
            return Judge(reader, right);
        }

        private int SetMode(AxdrReader reader)
        {
            reader.ReadStructure(2);
            int mode = reader.ReadEnum();
            int status = reader.ReadEnum();
            int wanted = MessageCode == SetPrepaymentMode ? ModePrepayment : ModeCredit;
            bool right = mode == wanted && status == StatusNew;
            // The suspensions follow with the configuration; until then there are none.
            int core = mode == ModePrepayment ? PaymentMode.Prepayment : PaymentMode.Credit;
            int packed = PaymentSettings.PackMode(core, false, false);
            return Judge(reader, right && reader.IsAtEnd && payment.SetPassive(PaymentSetting.Mode, packed));
        }

        private int SetConfiguration(AxdrReader reader)
        {
            int packed = ChargeConfiguration.Read(reader);
            int waiting = payment.GetPassive(PaymentSetting.Mode);
            bool right = packed >= 0 && PaymentSettings.ModeOf(packed) == PaymentSettings.ModeOf(waiting);
            return Judge(reader, right && payment.SetPassive(PaymentSetting.Mode, packed));
        }

        private static int Judge(AxdrReader reader, bool done)
        {
            if (!reader.IsAtEnd)
            {
                return AccessResult.TypeUnmatched;
            }
            return done ? AccessResult.Success : AccessResult.OtherReason;
        }
    }
}
