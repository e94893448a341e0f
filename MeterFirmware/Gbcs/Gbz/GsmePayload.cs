using MeterFirmware.Core;
using MeterFirmware.Core.Payment;
using MeterFirmware.Core.Registers;
using MeterFirmware.Core.State;

namespace MeterFirmware.Gbcs.Gbz
{
    /// <summary>The payloads of a GSME: ZigBee cluster commands in GBZ form (GBCS 7.2.10).</summary>
    public sealed class GsmePayload : PayloadHandler
    {
        /// <summary>The most components of one command.</summary>
        public const int MaxComponents = 64;

        /// <summary>The most attributes that one command may read, so that the answer is within a message's limit.</summary>
        public const int MaxAttributes = 256;

        // Values are written up to here, so that after the last of them (a string of 255) there is room for the status of every
        // further attribute (3 octets each), the heads of all components (8 each), a signature and a MAC.
        private const int LastValueAt = MessageLimits.MaxOctets - 256 - 3 * MaxAttributes - 8 * MaxComponents - 80;

        // What closes a message: a signature and a MAC.
        private const int EndLength = 80;

        // A component that is refused: its head, and a default response.
        private const int RefusalLength = 10;

        private const int ComponentHeaderLength = 5;
        private const int ZclHeaderLength = 3;

        // In front of the frame of a component that is encrypted: additional header control and frame counter.
        private const int AdditionalLength = 2;
        private const int SealLength = AdditionalLength + 2 + MessageBuilder.SealLength;

        /// <summary>The message code of the alert with the outcome of a future-dated command.</summary>
        public const int OutcomeAlertCode = 0x00CD;

        // What is told of an outcome: message code, counter, cluster, frame control and command.
        private const int OutcomeLength = 2 + 8 + 2 + 1 + 1;

        // What a component that was not run is said to have been.
        private const int NoCommand = 0xFF;

        private readonly ZclHandler[] groups;
        private readonly UseCaseTable useCases = GsmeUseCases.CreateTable();
        private readonly ZclFrame frame = new ZclFrame();
        private readonly ZclReader fields = new ZclReader();
        private MessageBuilder answer;
        private bool succeeded;
        private int attributes;
        private int encrypted;
        private int alertCountAt;

        /// <summary>Serves the objects of a meter.</summary>
        /// <param name="groups">The handlers, in the order of the groups of <see cref="ZclObjects"/>.</param>
        public GsmePayload(ZclHandler[] groups)
        {
            Invariant.Require(groups.Length == ZclObjects.GroupCount, "a handler for each group");
            this.groups = groups;
        }

        /// <summary>The handlers of all groups for a meter's state.</summary>
        public static ZclHandler[] CreateGroups(MeterState state)
        {
            ZclHandler[] groups = new ZclHandler[ZclObjects.GroupCount];
            groups[ZclObjects.DebtGroup] = new ZclDebts(state.Debts, state.Payment.Issuer);
            groups[ZclObjects.BalanceGroup] = new ZclBalances(state.Accounts);
            groups[ZclObjects.PaymentGroup] = new ZclPayment(state.Payment, state.Accounts);
            groups[ZclObjects.SupplyGroup] = new ZclSupply(state);
            ZclTariff tariff = new ZclTariff(state.Metering);
            groups[ZclObjects.TariffGroup] = tariff;
            groups[ZclObjects.SettingsGroup] = new ZclMeterSettings(state);
            groups[ZclObjects.CalendarGroup] = new ZclCalendar(state, tariff);
            groups[ZclObjects.FirmwareGroup] = new ZclFirmware(state);
            groups[ZclObjects.CustomerGroup] = new ZclCustomer(state);
            groups[ZclObjects.ReadingGroup] = new ZclReadings(state);
            groups[ZclObjects.HistoryGroup] = new ZclHistory(state);
            groups[ZclObjects.EventGroup] = new ZclEventLogs(state);
            return groups;
        }

        /// <inheritdoc/>
        public override UseCaseTable UseCases
        {
            get { return useCases; }
        }

        /// <inheritdoc/>
        public override bool Succeeded
        {
            get { return succeeded; }
        }

        /// <inheritdoc/>
        public override void Use(TopUpEntry topUps)
        {
            for (int group = 0; group < groups.Length; group++)
            {
                groups[group].Use(topUps);
            }
        }

        /// <inheritdoc/>
        public override void Use(MessageBuilder answer)
        {
            this.answer = answer;
        }

        /// <inheritdoc/>
        public override bool Conforms(int useCase, byte[] message, int offset, int count)
        {
            int components = frame.Open(message, offset, count);
            bool single = useCases.Has(useCase, UseCaseFlags.SingleInstruction);
            if (components < 1 || components > MaxComponents || (single && components != 1))
            {
                return false;
            }
            attributes = 0;
            for (int i = 0; i < components; i++)
            {
                if (!frame.Next() || !IsCovered(useCase, message))
                {
                    return false;
                }
                attributes += frame.Command == ZclFrame.ReadAttributes ? frame.FieldsCount / 2 : 0;
            }
            return attributes <= MaxAttributes;
        }

        /// <inheritdoc/>
        public override void Execute(int action, int useCase, byte[] message, int offset, int count, OctetWriter reply)
        {
            int components = frame.Open(message, offset, count);
            Invariant.Require(components > 0, "a payload that conforms");
            reply.WriteUInt16(ZclFrame.Profile);
            reply.WriteByte(components);
            succeeded = action == Run;
            for (int group = 0; group < groups.Length; group++)
            {
                groups[group].Begin();
            }
            encrypted = 0;
            for (int i = 0; i < components; i++)
            {
                frame.Next();
                int lengthAt = BeginComponent(reply);
                if (succeeded)
                {
                    RunOne(useCase, components - 1 - i, message, reply);
                }
                else if (action == ReportFault && i == 0)
                {
                    WriteDefaultResponse(frame.Command, ZclStatus.HardwareFailure, reply);
                }
                else
                {
                    WriteDefaultResponse(NoCommand, ZclStatus.Failure, reply);
                }
                Octets.SetUInt16(reply.Raw, lengthAt, reply.Position - lengthAt - 2);
            }
        }

        /// <inheritdoc/>
        public override void WriteAlert(int code, byte[] counter, int counterOffset, long utcSeconds, OctetWriter alert)
        {
            alert.WriteUInt16(ZclFrame.Profile);
            alertCountAt = alert.Position;
            alert.WriteByte(0);
            alert.WriteUInt16(code);
            alert.WriteInt32((int)utcSeconds);
        }

        /// <inheritdoc/>
        public override int OutcomeMessageCode
        {
            get { return OutcomeAlertCode; }
        }

        /// <inheritdoc/>
        public override void WriteOutcome(
            int item,
            int messageCode,
            byte[] counter,
            int counterOffset,
            OctetWriter alert
        )
        {
            alert.Raw[alertCountAt]++;
            alert.WriteByte(OutcomeLength);
            alert.WriteUInt16(messageCode);
            alert.WriteOctets(counter, counterOffset, 8);
            bool isTable = item >= TableItem;
            int command = isTable ? CommandOfTable(item - TableItem) : CommandOf(item);
            int row = ZclObjects.FindRow(command, ZclObjects.Command);
            alert.WriteUInt16(ZclObjects.GetCluster(row));
            // The reference set has the tariff's commands from the server of their cluster, and the payment's not.
            alert.WriteByte(ZclFrame.ClusterCommand | (isTable ? ZclFrame.FromServer : 0));
            alert.WriteByte(ZclObjects.GetNumber(row));
        }

        private static int CommandOfTable(int table)
        {
            switch (table)
            {
                case TariffTable.Switching:
                    return (ZclObjects.CalendarGroup << 8) | ZclCalendar.PublishCalendar;
                case TariffTable.SpecialDays:
                    return (ZclObjects.CalendarGroup << 8) | ZclCalendar.PublishSpecialDays;
                case TariffTable.StandingCharge:
                    return (ZclObjects.TariffGroup << 8) | ZclTariff.PublishTariffInformation;
                case TariffTable.Thresholds:
                    return (ZclObjects.TariffGroup << 8) | ZclTariff.PublishBlockThresholds;
                default:
                    return (ZclObjects.TariffGroup << 8) | ZclTariff.PublishPriceMatrix;
            }
        }

        private static int CommandOf(int item)
        {
            switch (item)
            {
                case PaymentSetting.Mode:
                    return (ZclObjects.PaymentGroup << 8) | ZclPayment.ChangePaymentMode;
                case PaymentSetting.EmergencyCreditLimit:
                    return (ZclObjects.PaymentGroup << 8) | ZclPayment.EmergencyCreditSetup;
                case PaymentSetting.RateCap:
                    return (ZclObjects.PaymentGroup << 8) | ZclPayment.OverallDebtCap;
                case PaymentSetting.LowCreditThreshold:
                    return (ZclObjects.PaymentGroup << 8) | ZclPayment.LowCreditWarning;
                case PaymentSetting.MaximumCredit:
                    return (ZclObjects.PaymentGroup << 8) | ZclPayment.MaximumCreditLimit;
                case PaymentSetting.Calendar:
                    return (ZclObjects.CalendarGroup << 8) | ZclCalendar.PublishCalendar;
                default:
                    return (ZclObjects.CalendarGroup << 8) | ZclCalendar.PublishSpecialDays;
            }
        }

        private bool IsCovered(int useCase, byte[] message)
        {
            if ((frame.FrameControl & ZclFrame.ClusterCommand) != 0)
            {
                int row = ZclObjects.Find(frame.Cluster, ZclObjects.Command, frame.Command);
                return row >= 0
                    && useCases.Covers(useCase, ZclObjects.GetId(row))
                    && IsDatedRight(ZclObjects.GetId(row));
            }
            if (frame.Command != ZclFrame.ReadAttributes || frame.FieldsCount % 2 != 0 || frame.FromDateTime != 0)
            {
                return false;
            }
            fields.Open(message, frame.FieldsOffset, frame.FieldsCount);
            while (!fields.IsAtEnd)
            {
                int row = ZclObjects.Find(frame.Cluster, ZclObjects.Attribute, fields.ReadUInt16());
                if (row < 0 || !useCases.Covers(useCase, ZclObjects.GetId(row)))
                {
                    return false;
                }
            }
            return true;
        }

        private bool IsDatedRight(int id)
        {
            return frame.FromDateTime == 0 || groups[id >> 8].TakesFromDateTime(id & 0xFF);
        }

        // Writes the component's header and the first two octets of its frame; gives where its length goes.
        private int BeginComponent(OctetWriter reply)
        {
            reply.WriteByte(frame.IsLast ? ZclFrame.LastComponent : 0);
            reply.WriteUInt16(frame.Cluster);
            int lengthAt = reply.Reserve(2);
            reply.WriteByte(~frame.FrameControl & ZclFrame.FromServer);
            reply.WriteByte(frame.Sequence);
            return lengthAt;
        }

        private void RunOne(int useCase, int left, byte[] message, OctetWriter reply)
        {
            int messageCode = useCases.GetMessageCode(useCase);
            fields.Open(message, frame.FieldsOffset, frame.FieldsCount);
            fields.FromDateTime = frame.FromDateTime;
            int frameControlAt = reply.Position - 2;
            if ((frame.FrameControl & ZclFrame.ClusterCommand) == 0)
            {
                bool isPrivate = ReadAttributes(reply) && useCases.Has(useCase, UseCaseFlags.Reading);
                reply.Raw[frameControlAt] |= (byte)GsmeUseCases.ReadingControl(messageCode);
                if (isPrivate)
                {
                    Seal(frameControlAt, reply);
                }
                return;
            }
            int id = ZclObjects.GetId(ZclObjects.Find(frame.Cluster, ZclObjects.Command, frame.Command));
            ZclHandler group = groups[id >> 8];
            int control = group.AnswerControl(id & 0xFF, messageCode);
            if (control != 0)
            {
                Answer(id, messageCode, control, frameControlAt, left, reply);
                return;
            }
            int status = group.Run(id & 0xFF, messageCode, fields);
            succeeded = status == ZclStatus.Success;
            int frameControl = group.WriteResponse(id & 0xFF, status, reply);
            reply.Raw[frameControlAt] |= (byte)frameControl;
            if (frameControl == 0)
            {
                WriteDefaultResponse(frame.Command, status, reply);
            }
        }

        private void Answer(int id, int messageCode, int control, int frameControlAt, int left, OctetWriter reply)
        {
            // What comes after it has room for being refused.
            int end = MessageLimits.MaxOctets - EndLength - RefusalLength * left - 3 * attributes;
            int room = end - reply.Position - SealLength;
            int start = reply.Position;
            int status = groups[id >> 8].Answer(id & 0xFF, messageCode, fields, reply, room);
            succeeded = status == ZclStatus.Success || status == ZclStatus.NotFound;
            if (status == ZclStatus.Success)
            {
                reply.Raw[frameControlAt] |= (byte)control;
                if ((control & ZclFrame.Sealed) == 0 || Seal(frameControlAt, reply))
                {
                    return;
                }
                succeeded = false;
                status = ZclStatus.Failure;
                reply.Raw[frameControlAt] = (byte)(~frame.FrameControl & ZclFrame.FromServer);
            }
            reply.Position = start;
            WriteDefaultResponse(frame.Command, status, reply);
        }

        // Encrypts the frame that ends here, all but its header (GBCS 7.2.10): before the header an additional one with the
        // number of the frame among those encrypted, behind it how many octets the encrypted ones are.
        private bool Seal(int frameControlAt, OctetWriter reply)
        {
            byte[] raw = reply.Raw;
            int bodyAt = frameControlAt + ZclHeaderLength;
            int count = reply.Position - bodyAt;
            int sealedAt = bodyAt + AdditionalLength + 2;
            int bodyTo = sealedAt + MessageBuilder.SealLength - Envelope.MacLength;
            reply.Reserve(bodyTo - bodyAt);
            System.Array.Copy(raw, bodyAt, raw, bodyTo, count);
            System.Array.Copy(raw, frameControlAt, raw, frameControlAt + AdditionalLength, ZclHeaderLength);
            raw[frameControlAt] = 0;
            raw[frameControlAt + 1] = (byte)encrypted;
            reply.Position = sealedAt;
            answer.BeginSeal();
            reply.Position = bodyTo + count;
            if (!answer.EndSeal(sealedAt))
            {
                return false;
            }
            Octets.SetUInt16(raw, sealedAt - 2, reply.Position - sealedAt);
            raw[frameControlAt - ComponentHeaderLength] |= ZclFrame.Encrypted;
            encrypted++;
            return true;
        }

        // True if something that was read tells of the customer.
        private bool ReadAttributes(OctetWriter reply)
        {
            bool isPrivate = false;
            reply.WriteByte(ZclFrame.ReadAttributesResponse);
            while (!fields.IsAtEnd)
            {
                int attribute = fields.ReadUInt16();
                int row = ZclObjects.Find(frame.Cluster, ZclObjects.Attribute, attribute);
                ZclWriter.WriteUInt16(reply, attribute);
                int statusAt = reply.Reserve(1);
                reply.WriteByte(ZclObjects.GetType(row));
                int id = ZclObjects.GetId(row);
                int status =
                    reply.Position <= LastValueAt
                        ? groups[id >> 8].Read(id & 0xFF, reply)
                        : ZclStatus.InsufficientSpace;
                reply.Raw[statusAt] = (byte)status;
                isPrivate |= groups[id >> 8].IsPrivate(id & 0xFF);
                if (status != ZclStatus.Success)
                {
                    // The reading of this component is answered to its end; those after it are not run.
                    succeeded = false;
                    reply.Position = statusAt + 1;
                }
            }
            return isPrivate;
        }

        private static void WriteDefaultResponse(int command, int status, OctetWriter reply)
        {
            reply.WriteByte(ZclFrame.DefaultResponse);
            reply.WriteByte(command);
            reply.WriteByte(status);
        }
    }
}
