using MeterFirmware.Core.Events;

namespace MeterFirmware.Core.Payment
{
    /// <summary>What the payment side tells: a log entry, and an alert that waits to be sent.</summary>
    public sealed class PaymentEvents
    {
        private readonly LogTail eventLog;
        private readonly LogTail securityLog;
        private readonly AlertQueue alerts;

        /// <summary>Tells it to these.</summary>
        public PaymentEvents(LogTail eventLog, LogTail securityLog, AlertQueue alerts)
        {
            this.eventLog = eventLog;
            this.securityLog = securityLog;
            this.alerts = alerts;
        }

        /// <summary>True once something was told that should be on the flash soon. Whoever commits makes it false.</summary>
        public bool HasNews { get; set; }

        /// <summary>Makes an entry of the event log and an alert.</summary>
        /// <param name="code">An <see cref="EventCode"/>.</param>
        /// <param name="detailMillipence">An amount; what an int cannot hold becomes the nearest it can.</param>
        public void Raise(int code, long detailMillipence)
        {
            eventLog.Add(code, ToInt32(detailMillipence));
            alerts.Add(code);
            HasNews = true;
        }

        /// <summary>Makes an entry of the security log and an alert.</summary>
        /// <param name="code">An <see cref="EventCode"/>.</param>
        /// <param name="detail">An amount in millipence, or a count.</param>
        public void RaiseSecurity(int code, long detail)
        {
            securityLog.Add(code, ToInt32(detail));
            alerts.Add(code);
            HasNews = true;
        }

        /// <summary>Makes an alert only, for what has a log of its own.</summary>
        /// <param name="code">An <see cref="EventCode"/>.</param>
        public void Alert(int code)
        {
            alerts.Add(code);
            HasNews = true;
        }

        /// <summary>Makes an entry of the event log only.</summary>
        /// <param name="code">An <see cref="EventCode"/>.</param>
        /// <param name="detail">An amount in millipence, or a count.</param>
        public void Log(int code, long detail)
        {
            eventLog.Add(code, ToInt32(detail));
        }

        /// <summary>As <see cref="Log"/>, for what should be on the flash soon.</summary>
        /// <param name="code">An <see cref="EventCode"/>.</param>
        /// <param name="detail">An amount in millipence, or a count.</param>
        public void LogNews(int code, long detail)
        {
            Log(code, detail);
            HasNews = true;
        }

        private static int ToInt32(long value)
        {
            if (value > int.MaxValue)
            {
                return int.MaxValue;
            }
            return value < int.MinValue ? int.MinValue : (int)value;
        }
    }
}
