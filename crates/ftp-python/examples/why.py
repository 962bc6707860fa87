import ftp_proto

log = """< 220 ProFTPD Server ready.
> USER alice
< 550 SSL/TLS required on the control channel
"""
diagnosis = ftp_proto.diagnose(log)
for cause in diagnosis.causes:
    print(f"{cause.name}: {cause.confidence}")
