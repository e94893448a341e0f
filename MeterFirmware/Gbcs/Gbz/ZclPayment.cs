using MeterFirmware.Core.Payment;

namespace MeterFirmware.Gbcs.Gbz
{
    /// <summary>
    /// The commands of the Prepayment cluster that change balances and settings, and the Consumer Top Up. Each is read whole and
    /// judged before anything changes. A time of 0 is now, 0xFFFFFFFF cancels what waits.
    /// </summary>
    public sealed class ZclPayment : ZclHandler
    {
        /// <summary>Command 0x00, Select Available Emergency Credit.</summary>
        public const int SelectEmergencyCredit = 0;

        /// <summary>Command 0x03, Emergency Credit Setup.</summary>
        public const int EmergencyCreditSetup = 1;

        /// <summary>Command 0x04, Consumer Top Up.</summary>
        public const int ConsumerTopUp = 2;

        /// <summary>Command 0x05, Credit Adjustment.</summary>
        public const int CreditAdjustment = 3;

        /// <summary>Command 0x06, Change Payment Mode.</summary>
        public const int ChangePaymentMode = 4;

        /// <summary>Command 0x09, Set Low Credit Warning Level.</summary>
        public const int LowCreditWarning = 5;

        /// <summary>Command 0x0B, Set Maximum Credit Limit.</summary>
        public const int MaximumCreditLimit = 6;

        /// <summary>Command 0x0C, Set Overall Debt Cap.</summary>
        public const int OverallDebtCap = 7;

        private const int ChangePaymentModeResponse = 0x02;
        private const int ConsumerTopUpResponse = 0x03;
        private const int CalendarId = 2;
        private const int Unchanged = -1;
        private const long Cancelled = 0xFFFFFFFFL;

        private readonly PaymentEngine payment;
        private readonly Accounts accounts;
        private TopUpEntry topUps;
        private int topUpResult;

        /// <summary>Serves the payment side of a meter.</summary>
        public ZclPayment(PaymentEngine payment, Accounts accounts)
        {
            this.payment = payment;
            this.accounts = accounts;
        }

        /// <inheritdoc/>
        public override void Use(TopUpEntry entry)
        {
            topUps = entry;
        }

        /// <inheritdoc/>
        public override int Run(int item, int messageCode, ZclReader reader)
        {
            switch (item)
            {
                case SelectEmergencyCredit:
                    return SelectEmergency(reader);
                case EmergencyCreditSetup:
                    return SetUpEmergency(reader);
                case ConsumerTopUp:
                    return TopUp(reader);
                case CreditAdjustment:
                    return AdjustCredit(messageCode, reader);
                case ChangePaymentMode:
                    return ChangeMode(messageCode, reader);
                case LowCreditWarning:
                    return SetLowCredit(reader);
                case MaximumCreditLimit:
                    return SetMaximum(reader);
                default:
                    return SetCap(reader);
            }
        }

        /// <inheritdoc/>
        public override bool TakesFromDateTime(int item)
        {
            return item == LowCreditWarning;
        }

        /// <inheritdoc/>
        public override int WriteResponse(int item, int status, OctetWriter reply)
        {
            if (item == ConsumerTopUp && status != ZclStatus.MalformedCommand)
            {
                WriteTopUpResponse(reply);
                return ZclFrame.ClusterCommand;
            }
            if (item != ChangePaymentMode || status != ZclStatus.Success)
            {
                return 0;
            }
            reply.WriteByte(ChangePaymentModeResponse);
            reply.WriteByte(1); // friendly credit, which SMETS2 calls non-disablement, is supported
            ZclWriter.WriteInt32(reply, CalendarId);
            ZclWriter.WriteInt32(reply, payment.Settings.EmergencyCreditLimit);
            ZclWriter.WriteInt32(reply, payment.Settings.EmergencyCreditThreshold);
            return ZclFrame.ClusterCommand | ZclFrame.NoDefaultResponse;
        }

        private void WriteTopUpResponse(OctetWriter reply)
        {
            bool accepted = topUpResult == CreditResult.Accepted;
            long value = accepted ? topUps.ValueMillipence : Unchanged;
            long balance = accepted ? accounts.GetBalance(Account.MeterBalance) : Unchanged;
            reply.WriteByte(ConsumerTopUpResponse);
            reply.WriteByte(ResultCodeOf(topUpResult));
            ZclWriter.WriteInt32(reply, (int)value);
            reply.WriteByte(0); // source of the top up: the ESI
            ZclWriter.WriteInt32(reply, (int)balance);
        }

        private int SelectEmergency(ZclReader reader)
        {
            reader.ReadUInt32(); // command date and time
            reader.ReadByte(); // originating device
            if (!reader.IsAtEnd)
            {
                return ZclStatus.MalformedCommand;
            }
            return payment.ActivateEmergencyCredit() ? ZclStatus.Success : ZclStatus.Failure;
        }

        private int SetUpEmergency(ZclReader reader)
        {
            long eventId = reader.ReadUInt32();
            long time = reader.ReadUInt32();
            long limit = reader.ReadUInt32();
            int threshold = ZclAmount.Limit(reader.ReadUInt32());
            if (!reader.IsAtEnd)
            {
                return ZclStatus.MalformedCommand;
            }
            bool isRefused = limit > int.MaxValue || payment.Issuer.IsOlder(IssuerEvent.EmergencyCredit, eventId);
            if (isRefused || !IsMoment(time))
            {
                return ZclStatus.InvalidField;
            }
            Schedule(PaymentSetting.EmergencyCreditLimit, (int)limit, time);
            Schedule(PaymentSetting.EmergencyCreditThreshold, threshold, time);
            payment.Issuer.Accept(IssuerEvent.EmergencyCredit, eventId);
            return ZclStatus.Success;
        }

        private int TopUp(ZclReader reader)
        {
            reader.ReadByte(); // originating device
            int length = reader.ReadByte();
            int at = reader.Skip(length);
            if (!reader.IsAtEnd)
            {
                return ZclStatus.MalformedCommand;
            }
            topUpResult = length == Utrn.Digits ? topUps.Enter(reader.Source, at) : CreditResult.Invalid;
            return topUpResult == CreditResult.Accepted ? ZclStatus.Success : ZclStatus.Failure;
        }

        private int AdjustCredit(int messageCode, ZclReader reader)
        {
            long eventId = reader.ReadUInt32();
            long time = reader.ReadUInt32();
            int type = reader.ReadByte();
            int value = reader.ReadInt32();
            if (!reader.IsAtEnd)
            {
                return ZclStatus.MalformedCommand;
            }
            bool isReset = messageCode == ResetPrepayment || messageCode == ResetCredit;
            bool right =
                time == 0
                && type == AdjustmentTypeOf(messageCode)
                && (isReset ? value == 0 : value != int.MinValue)
                && !payment.Issuer.IsOlder(IssuerEvent.CreditAdjustment, eventId);
            if (!right || !Adjust(messageCode, value))
            {
                return ZclStatus.InvalidField;
            }
            payment.Issuer.Accept(IssuerEvent.CreditAdjustment, eventId);
            return ZclStatus.Success;
        }

        private bool Adjust(int messageCode, int value)
        {
            switch (messageCode)
            {
                case AdjustPrepayment:
                    return payment.AdjustBalance(value);
                case AdjustCreditMode:
                    return payment.AdjustBill(value);
                case ResetPrepayment:
                    payment.ResetBalance();
                    payment.ResetEmergencyCredit();
                    payment.ResetAccumulatedDebt();
                    return true;
                default:
                    payment.ResetBill();
                    return true;
            }
        }

        private int ChangeMode(int messageCode, ZclReader reader)
        {
            reader.ReadUInt32(); // provider
            long eventId = reader.ReadUInt32();
            long time = reader.ReadUInt32();
            int packed = ZclPaymentMode.Unpack(reader.ReadUInt16());
            int cutOff = reader.ReadInt32();
            if (!reader.IsAtEnd)
            {
                return ZclStatus.MalformedCommand;
            }
            int mode = messageCode == SetPrepaymentMode ? PaymentMode.Prepayment : PaymentMode.Credit;
            bool right =
                packed >= 0
                && PaymentSettings.ModeOf(packed) == mode
                && cutOff != int.MinValue
                && IsMoment(time)
                && !payment.Issuer.IsOlder(IssuerEvent.PaymentMode, eventId);
            if (!right)
            {
                return ZclStatus.InvalidField;
            }
            // The threshold before the mode, so that the new mode never meets the old threshold.
            if (cutOff != Unchanged || time == Cancelled)
            {
                Schedule(PaymentSetting.DisablementThreshold, cutOff, time);
            }
            Schedule(PaymentSetting.Mode, packed, time);
            payment.Issuer.Accept(IssuerEvent.PaymentMode, eventId);
            return ZclStatus.Success;
        }

        private int SetLowCredit(ZclReader reader)
        {
            int level = ZclAmount.Limit(reader.ReadUInt32());
            if (!reader.IsAtEnd)
            {
                return ZclStatus.MalformedCommand;
            }
            if (!IsMoment(reader.FromDateTime))
            {
                return ZclStatus.InvalidField;
            }
            Schedule(PaymentSetting.LowCreditThreshold, level, reader.FromDateTime);
            return ZclStatus.Success;
        }

        private int SetMaximum(ZclReader reader)
        {
            reader.ReadUInt32(); // provider
            long eventId = reader.ReadUInt32();
            long time = reader.ReadUInt32();
            int balance = ZclAmount.Limit(reader.ReadUInt32());
            int credit = ZclAmount.Limit(reader.ReadUInt32());
            if (!reader.IsAtEnd)
            {
                return ZclStatus.MalformedCommand;
            }
            if (!IsMoment(time) || payment.Issuer.IsOlder(IssuerEvent.MaximumCredit, eventId))
            {
                return ZclStatus.InvalidField;
            }
            Schedule(PaymentSetting.MaximumBalance, balance, time);
            Schedule(PaymentSetting.MaximumCredit, credit, time);
            payment.Issuer.Accept(IssuerEvent.MaximumCredit, eventId);
            return ZclStatus.Success;
        }

        private int SetCap(ZclReader reader)
        {
            reader.ReadUInt32(); // provider
            long eventId = reader.ReadUInt32();
            long time = reader.ReadUInt32();
            int cap = reader.ReadInt32();
            if (!reader.IsAtEnd)
            {
                return ZclStatus.MalformedCommand;
            }
            if (cap < 0 || !IsMoment(time) || payment.Issuer.IsOlder(IssuerEvent.DebtCap, eventId))
            {
                return ZclStatus.InvalidField;
            }
            Schedule(PaymentSetting.RateCap, cap, time);
            payment.Issuer.Accept(IssuerEvent.DebtCap, eventId);
            return ZclStatus.Success;
        }

        private void Schedule(int setting, int value, long time)
        {
            bool done =
                time == Cancelled
                    ? payment.Activate(setting, PaymentEngine.Never)
                    : payment.SetPassive(setting, value) && payment.Activate(setting, time);
            Core.Invariant.Require(done, "a setting that was judged");
        }

        private static bool IsMoment(long time)
        {
            return time <= int.MaxValue || time == Cancelled;
        }

        private static int AdjustmentTypeOf(int messageCode)
        {
            switch (messageCode)
            {
                case AdjustPrepayment:
                    return 0;
                case ResetPrepayment:
                    return 1;
                case ResetCredit:
                    return 2;
                default:
                    return 3;
            }
        }

        // The results of a Consumer Top Up Response.
        private int ResultCodeOf(int result)
        {
            switch (result)
            {
                case CreditResult.Accepted:
                    return payment.Supply.State == SupplyState.Armed ? 0x12 : 0x00;
                case CreditResult.Duplicate:
                case CreditResult.TooOld:
                    return 0x02;
                case CreditResult.AboveMaximumBalance:
                    return 0x04;
                case CreditResult.LockedOut:
                    return 0x05;
                case CreditResult.AboveMaximumCredit:
                    return 0x06;
                case CreditResult.NotPrepayment:
                case CreditResult.NoKey:
                    return 0x03;
                default:
                    return 0x01;
            }
        }

        private const int SetPrepaymentMode = 0x006D; // GCS03
        private const int AdjustPrepayment = 0x0086; // GCS40a
        private const int ResetPrepayment = 0x00B4; // GCS40b
        private const int AdjustCreditMode = 0x00C0; // GCS40c
        private const int ResetCredit = 0x00C2; // GCS40d
    }
}
