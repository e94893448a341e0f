using System;
using MeterFirmware.Core.State;

namespace MeterFirmware.Core.Payment
{
    /// <summary>
    /// What is told to whoever sent a future-dated payment command when its moment has come: an alert for each thing that it
    /// set, with the command's message code and counter (GBCS 9.2.2.5; the 8F66 and 8F67 alerts of the reference set). Of
    /// commands that wait it remembers two, the newest Set Payment Mode and the newest Update Prepayment Configuration: what an
    /// older one of the same two left waiting is told of as the newer one's. It is in the image, so an alert goes to the flash
    /// with the change that it tells of.
    /// </summary>
    public sealed class FutureDatedOutcomes
    {
        /// <summary>The rate cap's period, which is set beside <see cref="PaymentSetting.RateCap"/> (ESME).</summary>
        public const int CapPeriod = PaymentSetting.Count;

        /// <summary>The special days, which are set beside <see cref="PaymentSetting.Calendar"/>.</summary>
        public const int SpecialDays = PaymentSetting.Count + 1;

        /// <summary>How many things can be told of: the settings and these two.</summary>
        public const int Count = PaymentSetting.Count + 2;

        /// <summary>There is nothing to be told.</summary>
        public const int None = -1;

        private const int CounterLength = 8;
        private const int CodeAt = CounterLength;
        private const int PartyAt = CodeAt + 1;

        // In the flags behind the two commands: bit n is set while the outcome of n is to be told, then these.
        private const int CapPeriodWaits = 1 << 11;
        private const int SpecialDaysWait = 1 << 12;
        private const int CalendarFailed = 1 << 13;

        private readonly StateImage image;
        private readonly byte[] order;
        private readonly byte[] counter = new byte[CounterLength];
        private int party = None;
        private int messageCode;

        /// <summary>Binds the outcomes to the image that holds them.</summary>
        /// <param name="image">The image.</param>
        /// <param name="kind">
        /// The <see cref="MeterKind"/>. A GSME tells of each of its commands once, so it does not tell of all settings.
        /// </param>
        public FutureDatedOutcomes(StateImage image, int kind)
        {
            this.image = image;
            order = kind == MeterKind.Gsme ? GsmeOrder : EsmeOrder;
        }

        /// <summary>A command is about to run: what waits for its moment after this is told of as its outcome.</summary>
        /// <param name="originator">The slot of who sent it, 0 to 254.</param>
        /// <param name="code">Its message code, 1 to 255.</param>
        /// <param name="message">Holds its originator counter.</param>
        /// <param name="counterOffset">Where the counter's eight octets begin.</param>
        public void BeginCommand(int originator, int code, byte[] message, int counterOffset)
        {
            party = originator;
            messageCode = code;
            Array.Copy(message, counterOffset, counter, 0, CounterLength);
        }

        /// <summary>The command has run.</summary>
        public void EndCommand()
        {
            party = None;
        }

        /// <summary>The outcome that is told next.</summary>
        /// <returns>A <see cref="PaymentSetting"/>, <see cref="CapPeriod"/>, <see cref="SpecialDays"/> or <see cref="None"/>.</returns>
        public int FindDue()
        {
            int flags = Flags;
            for (int i = 0; i < order.Length; i++)
            {
                if ((flags & (1 << order[i])) != 0)
                {
                    return order[i];
                }
            }
            return None;
        }

        /// <summary>True if the outcome of this is still to be told.</summary>
        /// <param name="item">As <see cref="FindDue"/> gives it.</param>
        public bool IsDue(int item)
        {
            return (Flags & (1 << item)) != 0;
        }

        /// <summary>True if it came into force at its moment; false if it could not.</summary>
        /// <param name="item">As <see cref="FindDue"/> gives it.</param>
        public bool IsSuccess(int item)
        {
            return SettingOf(item) != PaymentSetting.Calendar || (Flags & CalendarFailed) == 0;
        }

        /// <summary>The slot of who sent the command.</summary>
        /// <param name="item">As <see cref="FindDue"/> gives it.</param>
        public int GetParty(int item)
        {
            return image.GetByte(CommandOf(item) + PartyAt) - 1;
        }

        /// <summary>The command's message code.</summary>
        /// <param name="item">As <see cref="FindDue"/> gives it.</param>
        public int GetMessageCode(int item)
        {
            return image.GetByte(CommandOf(item) + CodeAt);
        }

        /// <summary>Where in the image the eight octets of the command's originator counter begin.</summary>
        /// <param name="item">As <see cref="FindDue"/> gives it.</param>
        public int GetCounterOffset(int item)
        {
            return CommandOf(item);
        }

        /// <summary>The moment that the command named, seconds since 2000-01-01T00:00:00Z.</summary>
        /// <param name="item">As <see cref="FindDue"/> gives it.</param>
        public int GetMoment(int item)
        {
            return image.GetInt32(PaymentLayout.Activations + 4 * SettingOf(item));
        }

        /// <summary>It is about to be told: committed with the counter of its alert.</summary>
        /// <param name="item">As <see cref="FindDue"/> gives it.</param>
        public void MarkTold(int item)
        {
            Flags &= ~(1 << item);
            int setting = SettingOf(item);
            // The moment stays as long as one of the two needs it.
            if ((Flags & MaskOf(setting)) == 0)
            {
                image.SetInt32(PaymentLayout.Activations + 4 * setting, 0);
                Flags = setting == PaymentSetting.Calendar ? Flags & ~CalendarFailed : Flags;
            }
        }

        /// <summary>The rate cap's period, or the special days, wait for the moment of their setting, or do not.</summary>
        /// <param name="item"><see cref="CapPeriod"/> or <see cref="SpecialDays"/>.</param>
        /// <param name="waits">Whether they do.</param>
        public void SetBeside(int item, bool waits)
        {
            int bit = item == CapPeriod ? CapPeriodWaits : SpecialDaysWait;
            Flags = waits ? Flags | bit : Flags & ~bit;
        }

        // A setting has got a new moment, or none: what was to be told of the one before is given up.
        internal void Await(int setting, bool waits)
        {
            Flags &= ~MaskOf(setting);
            if (waits && party != None)
            {
                int command = CommandOf(setting);
                Array.Copy(counter, 0, image.Raw, command, CounterLength);
                image.SetByte(command + CodeAt, messageCode);
                image.SetByte(command + PartyAt, party + 1);
            }
            else if (waits)
            {
                image.SetByte(CommandOf(setting) + PartyAt, 0);
            }
        }

        // The moment of a setting has come. False if nobody is to be told.
        internal bool Happened(int setting, bool isSuccess)
        {
            int flags = Flags;
            int due = GetParty(setting) == None ? 0 : 1 << setting;
            if (due != 0 && setting == PaymentSetting.RateCap && (flags & CapPeriodWaits) != 0)
            {
                due |= 1 << CapPeriod;
            }
            if (due != 0 && setting == PaymentSetting.Calendar && (flags & SpecialDaysWait) != 0)
            {
                due |= 1 << SpecialDays;
            }
            flags &= setting == PaymentSetting.RateCap ? ~CapPeriodWaits : ~0;
            flags &= setting == PaymentSetting.Calendar ? ~(SpecialDaysWait | CalendarFailed) : ~0;
            flags |= setting == PaymentSetting.Calendar && !isSuccess ? CalendarFailed : 0;
            due &= Told;
            Flags = flags | due;
            return due != 0;
        }

        private int Flags
        {
            get { return image.GetUInt16(PaymentLayout.OutcomeFlags); }
            set { image.SetUInt16(PaymentLayout.OutcomeFlags, value & 0xFFFF); }
        }

        // A bit for each thing that this kind of meter tells of.
        private int Told
        {
            get
            {
                int told = 0;
                for (int i = 0; i < order.Length; i++)
                {
                    told |= 1 << order[i];
                }
                return told;
            }
        }

        private static int SettingOf(int item)
        {
            switch (item)
            {
                case CapPeriod:
                    return PaymentSetting.RateCap;
                case SpecialDays:
                    return PaymentSetting.Calendar;
                default:
                    return item;
            }
        }

        // The due bits of a setting and of what is set beside it.
        private static int MaskOf(int setting)
        {
            switch (setting)
            {
                case PaymentSetting.RateCap:
                    return (1 << setting) | (1 << CapPeriod);
                case PaymentSetting.Calendar:
                    return (1 << setting) | (1 << SpecialDays);
                default:
                    return 1 << setting;
            }
        }

        private static int CommandOf(int item)
        {
            bool isMode = item == PaymentSetting.Mode || item == PaymentSetting.DisablementThreshold;
            return isMode ? PaymentLayout.ModeCommand : PaymentLayout.ConfigurationCommand;
        }

        // As the reference set's alerts follow each other.
        private static readonly byte[] EsmeOrder =
        {
            SpecialDays,
            PaymentSetting.MaximumBalance,
            PaymentSetting.MaximumCredit,
            PaymentSetting.RateCap,
            CapPeriod,
            PaymentSetting.LowCreditThreshold,
            PaymentSetting.EmergencyCreditLimit,
            PaymentSetting.EmergencyCreditThreshold,
            PaymentSetting.Calendar,
            PaymentSetting.DisablementThreshold,
            PaymentSetting.Mode,
        };

        // One for each command: of the two settings of a command the one that stands for it.
        private static readonly byte[] GsmeOrder =
        {
            PaymentSetting.EmergencyCreditLimit,
            PaymentSetting.RateCap,
            PaymentSetting.LowCreditThreshold,
            PaymentSetting.MaximumCredit,
            PaymentSetting.Calendar,
            SpecialDays,
            PaymentSetting.Mode,
        };
    }
}
