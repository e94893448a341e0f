using MeterFirmware.Core;
using MeterFirmware.Core.Events;
using MeterFirmware.Core.Payment;
using MeterFirmware.Core.Registers;
using MeterFirmware.Core.State;
using MeterFirmware.Core.Time;
using MeterFirmware.Crypto;

namespace MeterFirmware.Gbcs
{
    /// <summary>
    /// Takes a message from its octets to its answer. The order is the security of the meter: nothing is looked at before
    /// what comes before it has been checked, and no answer exists before its effect is on the flash.
    /// </summary>
    public sealed class MessageServer
    {
        private const int GenericCriticalAlert = 0x1000;
        private const int GenericNonCriticalAlert = 0x1001;

        private readonly MeterState state;
        private readonly RemoteParties parties;
        private readonly PayloadHandler handler;
        private readonly Authenticator authenticator;
        private readonly ReplayCounters counters;
        private readonly Envelope envelope = new Envelope();

        /// <summary>Serves the meter of this state.</summary>
        /// <param name="state">The meter's state.</param>
        /// <param name="parties">Whom it trusts.</param>
        /// <param name="cryptography">The primitives and the device's keys.</param>
        /// <param name="handler">What its payloads mean.</param>
        public MessageServer(
            MeterState state,
            RemoteParties parties,
            ICryptography cryptography,
            PayloadHandler handler
        )
        {
            this.state = state;
            this.parties = parties;
            this.handler = handler;
            KeyDerivation derivation = new KeyDerivation(cryptography);
            authenticator = new Authenticator(cryptography, derivation, parties);
            counters = new ReplayCounters(state.Image);
            Watch = new SecurityWatch(state);
            Outgoing = new MessageBuilder(cryptography, derivation);
            TopUps = new TopUpEntry(state, cryptography, derivation, parties);
            handler.Use(TopUps);
            handler.Use(Outgoing);
        }

        /// <summary>Takes top ups, from messages and from the meter's own buttons.</summary>
        public TopUpEntry TopUps { get; }

        /// <summary>The use cases with ASN.1 payloads; while there is none they are not allowed.</summary>
        public CommonPayload Common { get; set; }

        /// <summary>What was refused.</summary>
        public SecurityWatch Watch { get; }

        /// <summary>The message that wants to be sent, if it has octets. It must be sent before the next is served.</summary>
        public MessageBuilder Outgoing { get; }

        /// <summary>Serves a message; the answer, if there is one, is in <see cref="Outgoing"/>.</summary>
        /// <param name="message">Holds the message from its beginning; it is used as working space.</param>
        /// <param name="count">How many octets it has.</param>
        /// <returns>A <see cref="Refusal"/>.</returns>
        public int Serve(byte[] message, int count)
        {
            Outgoing.Clear();
            int party = -1;
            int useCase = -1;
            int refusal = Identify(message, count, ref party, ref useCase);
            if (refusal == Refusal.None)
            {
                refusal = Authenticate(message, party, useCase);
            }
            if (refusal != Refusal.None)
            {
                state.Image.Mark();
                if (Watch.Note(refusal))
                {
                    state.Store.Commit();
                }
                return refusal;
            }
            Execute(message, party, useCase);
            return Refusal.None;
        }

        /// <summary>Builds the alert that is due, if one is, in <see cref="Outgoing"/>.</summary>
        public void ServeAlerts()
        {
            int supplier = parties.FindRole(RemoteRole.Supplier);
            bool isServed = state.Clock.IsUtcKnown && ((supplier >= 0 && ServeOwnAlert(supplier)) || ServeOutcome());
            if (!isServed)
            {
                ServeCommon();
            }
        }

        // What was refused, and what the payment side wants to tell.
        private bool ServeOwnAlert(int supplier)
        {
            int code = Watch.TakeDueAlert();
            long happenedAt = state.Clock.UtcSeconds;
            AlertQueue waiting = state.Payment.Alerts;
            state.Image.Mark();
            if (code == 0 && waiting.Count > 0)
            {
                code = waiting.FirstCode;
                happenedAt = waiting.FirstUtcSeconds;
                waiting.RemoveFirst();
            }
            if (code == 0)
            {
                return false;
            }
            // A counter that is not on the flash could be used twice: the alert is lost or still waits, and its log entry
            // is there.
            if (CountAlert())
            {
                WriteGenericAlert(code, happenedAt, supplier);
                EndGenericAlert(code, supplier);
            }
            return true;
        }

        // The outcome of a future-dated command, to whoever sent it.
        private bool ServeOutcome()
        {
            FutureDatedOutcomes outcomes = state.Payment.Outcomes;
            int item = outcomes.FindDue();
            if (item == FutureDatedOutcomes.None)
            {
                return ServeTableOutcome();
            }
            bool isSuccess = outcomes.IsSuccess(item);
            long moment = outcomes.GetMoment(item);
            int party = outcomes.GetParty(item);
            int messageCode = outcomes.GetMessageCode(item);
            state.Image.Mark();
            outcomes.MarkTold(item);
            SendOutcome(item, isSuccess, moment, party, messageCode, state.Image.Raw, outcomes.GetCounterOffset(item));
            return true;
        }

        // That of a table, likewise.
        private bool ServeTableOutcome()
        {
            TableOutcomes outcomes = state.Metering.Outcomes;
            int table = outcomes.FindDue();
            if (table == TableOutcomes.None)
            {
                return false;
            }
            bool isSuccess = outcomes.IsSuccess(table);
            state.Image.Mark();
            outcomes.MarkTold(table);
            SendOutcome(
                PayloadHandler.TableItem + table,
                isSuccess,
                outcomes.MomentSeconds,
                outcomes.Party,
                outcomes.MessageCode,
                outcomes.Command,
                0
            );
            return true;
        }

        private void SendOutcome(
            int item,
            bool isSuccess,
            long moment,
            int party,
            int messageCode,
            byte[] counter,
            int counterOffset
        )
        {
            int code = isSuccess ? EventCode.FutureDatedActioned : EventCode.FutureDatedNotActioned;
            // If whoever commanded it is no longer among the remote parties, nobody is told. What the flash refuses still waits.
            if (party >= 0 && party < parties.Count && CountAlert())
            {
                byte[] image = state.Image.Raw;
                OctetWriter payload = Outgoing.BeginAlert(
                    state.Configuration.DeviceId,
                    image,
                    ImageLayout.AlertCounter,
                    parties.Raw,
                    parties.GetIdOffset(party),
                    handler.OutcomeMessageCode
                );
                handler.WriteAlert(code, image, ImageLayout.AlertCounter, moment, payload);
                handler.WriteOutcome(item, messageCode, counter, counterOffset, payload);
                Outgoing.EndSigned();
            }
        }

        // What the ASN.1 use cases want to send without a command: a late response, or an alert.
        private void ServeCommon()
        {
            int due = Common == null ? 0 : Common.FindDue();
            int party = due == 0 ? -1 : Common.GetDueParty(parties.FindRole(Common.DueRole));
            if (party < 0)
            {
                return;
            }
            if (party >= parties.Count)
            {
                // Whoever commanded it is no longer among the remote parties.
                Common.MarkSent();
                return;
            }
            state.Image.Mark();
            bool isResponse = Common.DueKind == MessageKind.Response;
            if (!isResponse && !CountAlert())
            {
                return;
            }
            if (Common.DueMessageCode == GenericCriticalAlert)
            {
                WriteGenericAlert(Common.DueAlertCode, state.Clock.UtcSeconds, party);
            }
            else
            {
                byte[] device = state.Configuration.DeviceId;
                byte[] image = state.Image.Raw;
                int to = parties.GetIdOffset(party);
                OctetWriter payload = isResponse
                    ? Outgoing.BeginLateResponse(
                        device,
                        image,
                        Common.DueCounterOffset,
                        parties.Raw,
                        to,
                        Common.DueMessageCode,
                        TimeNow
                    )
                    : Outgoing.BeginAlert(
                        device,
                        image,
                        ImageLayout.AlertCounter,
                        parties.Raw,
                        to,
                        Common.DueMessageCode
                    );
                Common.WriteDue(payload);
            }
            if (Outgoing.EndSigned())
            {
                Common.MarkSent();
            }
        }

        private bool CountAlert()
        {
            StateImage image = state.Image;
            image.SetInt64(ImageLayout.AlertCounter, image.GetInt64(ImageLayout.AlertCounter) + 1);
            return state.Store.Commit();
        }

        private void EndGenericAlert(int code, int party)
        {
            if (EventCode.IsCritical(code))
            {
                Outgoing.EndSigned();
                return;
            }
            byte[] secret = authenticator.GetSecret(party);
            if (secret != null)
            {
                Outgoing.EndMac(secret, KeyMode.Alert);
            }
        }

        private void WriteGenericAlert(int code, long happenedAt, int party)
        {
            byte[] image = state.Image.Raw;
            OctetWriter payload = Outgoing.BeginAlert(
                state.Configuration.DeviceId,
                image,
                ImageLayout.AlertCounter,
                parties.Raw,
                parties.GetIdOffset(party),
                EventCode.IsCritical(code) ? GenericCriticalAlert : GenericNonCriticalAlert
            );
            handler.WriteAlert(code, image, ImageLayout.AlertCounter, happenedAt, payload);
        }

        private int Identify(byte[] message, int count, ref int party, ref int useCase)
        {
            if (!envelope.Parse(message, count) || envelope.Kind != MessageKind.Command)
            {
                return Refusal.NotACommand;
            }
            if (!Octets.AreEqual(message, envelope.RecipientOffset, state.Configuration.DeviceId, 0, 8))
            {
                return Refusal.OtherRecipient;
            }
            party = parties.Find(message, envelope.OriginatorOffset);
            if (party < 0)
            {
                return Refusal.UnknownOriginator;
            }
            useCase = handler.UseCases.Find(envelope.MessageCode);
            bool allowed =
                useCase >= 0
                && handler.UseCases.IsAllowed(useCase, parties.GetRole(party))
                && (Common != null || !IsCommon(useCase));
            return allowed ? Refusal.None : Refusal.NotAllowed;
        }

        private int Authenticate(byte[] message, int party, int useCase)
        {
            if (!authenticator.IsMacValid(message, envelope))
            {
                return Refusal.WrongMac;
            }
            // A signature that the use case does not ask for must be none: nobody would have checked it.
            bool critical = handler.UseCases.Has(useCase, UseCaseFlags.Critical);
            bool signed = critical
                ? authenticator.IsSignatureValid(party, message, envelope)
                : envelope.SignatureOffset == 0;
            if (!signed)
            {
                return Refusal.WrongSignature;
            }
            bool replay =
                handler.UseCases.Has(useCase, UseCaseFlags.ReplayProtected)
                && !counters.IsFresh(party, message, envelope.CounterOffset);
            if (replay)
            {
                return Refusal.Replay;
            }
            bool conforms = IsCommon(useCase)
                ? Common.Conforms(envelope.MessageCode, message, envelope)
                : handler.Conforms(useCase, message, envelope.PayloadOffset, envelope.PayloadCount);
            return conforms ? Refusal.None : Refusal.NotConforming;
        }

        private void Execute(byte[] message, int party, int useCase)
        {
            bool isReplayProtected = handler.UseCases.Has(useCase, UseCaseFlags.ReplayProtected);
            bool isTopUp = handler.UseCases.Has(useCase, UseCaseFlags.TopUp);
            state.Image.Mark();
            state.Payment.Outcomes.BeginCommand(party, envelope.MessageCode, message, envelope.CounterOffset);
            state.Metering.BeginCommand(party, envelope.MessageCode, message, envelope.CounterOffset);
            state.ClockControl.BeginCommand();
            // No critical command is answered with anything encrypted; the others need the secret for their MAC as well.
            bool isCritical = handler.UseCases.Has(useCase, UseCaseFlags.Critical);
            Outgoing.Secret = isCritical ? null : authenticator.GetSecret(party);
            TopUps.BeginMessage(Octets.GetInt32(message, envelope.CounterOffset) & 0xFFFFFFFFL);
            Run(PayloadHandler.Run, party, useCase, message);
            state.Payment.Outcomes.EndCommand();
            state.Metering.EndCommand();
            bool isNews = isTopUp && TopUps.EndMessage();
            bool isChanged = handler.UseCases.Has(useCase, UseCaseFlags.Stores) && state.Image.HasChanged;
            if (isReplayProtected || isNews || isChanged)
            {
                LogOutcome(useCase);
                if (isReplayProtected)
                {
                    counters.Accept(party, message, envelope.CounterOffset);
                }
                if (!state.Store.Commit())
                {
                    // Memory is back at where it was before, the counter with it: the same command may come again.
                    state.ClockControl.Withdraw();
                    Run(PayloadHandler.ReportFault, party, useCase, message);
                }
            }
            if (IsCommon(useCase) && Common.IsDeferred)
            {
                Outgoing.Clear();
                return;
            }
            EndResponse(party, useCase);
        }

        private bool IsCommon(int useCase)
        {
            return handler.UseCases.Has(useCase, UseCaseFlags.Common);
        }

        private void Run(int action, int party, int useCase, byte[] message)
        {
            // A reading of a GSME tells how far its clock is to be believed (SECMP0015).
            Outgoing.TimeStatus = handler.UseCases.Has(useCase, UseCaseFlags.Reading)
                ? state.ClockControl.Status
                : MessageBuilder.NoStatus;
            OctetWriter reply = Outgoing.BeginResponse(
                state.Configuration.DeviceId,
                message,
                envelope,
                TimeOf(useCase)
            );
            Outgoing.TimeStatus = MessageBuilder.NoStatus;
            if (IsCommon(useCase))
            {
                Common.Execute(action, envelope.MessageCode, party, message, envelope, reply);
                return;
            }
            handler.Execute(action, useCase, message, envelope.PayloadOffset, envelope.PayloadCount, reply);
        }

        private void LogOutcome(int useCase)
        {
            long notApplied = state.Debts.NotAppliedMillipence;
            state.Debts.NotAppliedMillipence = 0;
            bool succeeded = IsCommon(useCase) ? Common.Succeeded : handler.Succeeded;
            int code = succeeded ? EventCode.CommandActioned : EventCode.CommandNotActioned;
            state.EventLog.Add(code, notApplied > int.MaxValue ? int.MaxValue : (int)notApplied);
        }

        // The time that the header of a response tells, if its use case wants one.
        private long TimeOf(int useCase)
        {
            return handler.UseCases.Has(useCase, UseCaseFlags.TimedResponse) ? TimeNow : MessageBuilder.NoTime;
        }

        private long TimeNow
        {
            get { return state.Clock.IsUtcKnown ? state.Clock.UtcSeconds : MessageBuilder.UnknownTime; }
        }

        private void EndResponse(int party, int useCase)
        {
            if (handler.UseCases.Has(useCase, UseCaseFlags.Critical))
            {
                Outgoing.EndSigned();
                return;
            }
            byte[] secret = authenticator.GetSecret(party);
            if (secret == null)
            {
                Outgoing.Clear();
                return;
            }
            Outgoing.EndMac(secret, KeyMode.Response);
        }
    }
}
