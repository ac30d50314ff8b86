/** The tables of schema `auth`, by better-auth's own names (migration 0002). */
export interface AuthSchema {
  "auth.user": {
    id: string;
    name: string;
    email: string;
    emailVerified: boolean;
    image: string | null;
    createdAt: Date;
    updatedAt: Date;
    organizationId: number;
  };
  "auth.session": {
    id: string;
    expiresAt: Date;
    token: string;
    createdAt: Date;
    updatedAt: Date;
    ipAddress: string | null;
    userAgent: string | null;
    userId: string;
  };
  "auth.account": {
    id: string;
    accountId: string;
    providerId: string;
    userId: string;
    password: string | null;
  };
  "auth.verification": { id: string; expiresAt: Date };
  "auth.deviceCode": {
    id: string;
    userCode: string;
    status: string;
    expiresAt: Date;
    clientId: string | null;
    userAgent: string | null;
  };
}
